"""What is not known is never shown as zero."""

from django.test import Client

from agencies.tests.cast import Cast
from evaluations.models import AgencyResult, PeriodSummary
from evaluations.tests.scoring.random_month import random_month
from reporting.tests.conftest import Scene, signed_in


def test_an_agency_without_data_says_so_everywhere(scene: Scene, leader: Client) -> None:
    page = leader.get(scene.at("", scene.silent)).content.decode()
    assert "Chưa có dữ liệu" in page
    assert "0,00" not in page
    ranking = leader.get(f"/bang-diem/xep-hang/{scene.month}").content.decode()
    row = ranking.partition("Sở Tư pháp")[2]
    assert "Chưa có dữ liệu" in ranking
    assert row


def test_a_criterion_without_data_has_a_colour_of_its_own(scene: Scene, leader: Client) -> None:
    page = leader.get(f"/bang-diem/ban-do-nhiet/{scene.month}").content.decode()
    missing = sum(row.values.count(None) for row in AgencyResult.objects.in_period(scene.period))
    assert page.count("<td class=heat-none>—") == missing > 0


def test_the_parts_leave_it_out_and_say_why(scene: Scene, leader: Client) -> None:
    page = leader.get(f"/bang-diem/cac-phan/{scene.month}").content.decode()
    assert "Chưa có dữ liệu." in page
    assert "chưa tính" in page


def test_a_province_without_figures_has_pages(cast: Cast) -> None:
    month = random_month(5)
    client = signed_in(cast.leader)
    for page in ("", "xep-hang/", "ban-do-nhiet/", "cac-phan/"):
        text = client.get(f"/bang-diem/{page}").content.decode()
        assert "Chưa tính lần nào" in text
        assert "0,00" not in text
    assert PeriodSummary.objects.get(period=month.period).weighted_mean is None
    agency = client.get(f"/bang-diem/co-quan/{month.agencies[0].pk}/").content.decode()
    assert "Chưa có kết quả của kỳ này" in agency


def test_before_the_first_month_the_page_says_so(cast: Cast) -> None:
    response = signed_in(cast.leader).get("/bang-diem/")
    assert response.status_code == 200
    assert "Chưa mở kỳ đánh giá nào" in response.content.decode()
