"""The page of the explanation: the answer, the parts that add up, the way on, and who may read it."""

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from core.numbers import format_points, format_signed
from evaluations.gather.explained import NotExplained, explain
from evaluations.gather.moved import NO_BEFORE, NOTHING_BEFORE, PROVISIONAL, moved
from evaluations.models import AgencyResult, Period
from reporting.tests.conftest import Scene, signed_in

WHY = "giai-thich/"
FRAME = 4


def test_a_head_reads_the_answer_and_every_part_adds_up(scene: Scene, head: Client) -> None:
    page = head.get(scene.at(WHY)).content.decode()
    result = scene.result()
    assert f"{format_points(result.total)} <small>trên 100 điểm</small>" in page
    assert "không khớp" not in page
    assert page.count("khớp với") > len(result.groups)
    assert f"/bang-diem/co-quan/{scene.agency.pk}/tieu-chi/" in page


def test_the_change_is_drawn_told_and_opened(scene: Scene, head: Client, before: AgencyResult) -> None:
    page = head.get(scene.at(WHY)).content.decode()
    found = moved(scene.agency.pk, scene.period.pk).movement
    now = scene.result()
    assert found is not None
    assert before.total is not None
    assert now.total is not None
    assert found.change == now.total - before.total
    assert "Tổng thay đổi" in page
    assert '<svg class="waterfall"' in page
    assert format_signed(found.change) in page
    assert "không khớp" not in page


def test_without_a_month_before_the_page_says_why(scene: Scene) -> None:
    first = Period.objects.order_by("starts_on").first()
    assert first is not None
    assert moved(scene.agency.pk, first.pk).why_not == NO_BEFORE
    assert moved(scene.agency.pk, scene.period.pk).why_not == NOTHING_BEFORE


def test_provisional_figures_are_not_compared(scene: Scene, before: AgencyResult) -> None:
    AgencyResult.objects.filter(pk=before.pk).update(is_provisional=True)
    assert moved(scene.agency.pk, scene.period.pk).why_not == PROVISIONAL


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_same_explanation_is_a_paper(
    scene: Scene, head: Client, before: AgencyResult, ending: str
) -> None:
    response = head.get(scene.at(WHY), {"xuat": ending, "ky": "2026-11-01"})
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'-2026-11.{ending}"')
    assert response.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_the_steps_are_a_sheet(scene: Scene, head: Client) -> None:
    response = head.get(scene.at(WHY), {"xuat": "xlsx", "ky": "2026-11-01"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "reader", ["other_head", "officer", "unit_head", "custodian", "operator", "inspector"]
)
def test_a_stranger_meets_nothing(scene: Scene, reader: str) -> None:
    client = signed_in(getattr(scene.cast, reader))
    assert client.get(scene.at(WHY)).status_code == 404
    assert client.get(scene.at(WHY), {"xuat": "pdf"}).status_code == 404


@pytest.mark.parametrize("query", ["&ban=2", "&ban=x", "&xuat=odt"])
def test_what_does_not_exist_is_not_found(scene: Scene, head: Client, query: str) -> None:
    assert head.get(scene.at(WHY) + query).status_code == 404


def test_an_agency_without_a_result_has_no_explanation(scene: Scene, leader: Client) -> None:
    AgencyResult.objects.filter(agency=scene.silent).delete()
    assert leader.get(scene.at(WHY, scene.silent)).status_code == 404
    with pytest.raises(NotExplained):
        explain(scene.silent.pk, scene.period.pk)


def test_an_agency_without_data_is_told_that_this_is_no_zero(scene: Scene, leader: Client) -> None:
    page = leader.get(scene.at(WHY, scene.silent)).content.decode()
    assert "đó không phải là điểm 0" in page


def test_the_page_asks_a_constant_number_of_statements(
    scene: Scene, head: Client, before: AgencyResult, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    head.get(scene.at(WHY))
    caches["pages"].clear()
    with django_assert_num_queries(FRAME + 5):
        head.get(scene.at(WHY))


def test_the_dashboard_leads_to_it_in_one_tap(scene: Scene, head: Client) -> None:
    page = head.get(scene.at("")).content.decode()
    assert f'href="/bang-diem/co-quan/{scene.agency.pk}/giai-thich/?ky=2026-11-01"' in page
