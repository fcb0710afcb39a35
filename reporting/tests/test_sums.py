"""Parts are the whole at every level: on the page, in its exported table and in the database."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from agencies.tests.cast import Cast
from core.numbers import format_points
from evaluations.actions.results import refresh_results
from evaluations.models import AgencyResult, Observation, PeriodSummary
from evaluations.rules.results import COUNTED, TOO_FEW, unpack
from evaluations.tests.scoring.random_month import AT, RandomMonth, random_month
from reporting.tests.conftest import Scene, signed_in

SEEDS = (3, 17, 29)


@pytest.fixture(params=SEEDS)
def month(request: pytest.FixtureRequest, cast: Cast) -> RandomMonth:
    """A random month, scored."""
    drawn = random_month(request.param)
    refresh_results(period=drawn.period, agencies=None, at=AT)
    return drawn


def _results(month: RandomMonth) -> list[AgencyResult]:
    ids = [agency.pk for agency in month.agencies]
    return list(AgencyResult.objects.in_period(month.period).filter(agency__in=ids).order_by("agency_id"))


def _sheet(client: Client, url: str) -> list[list[Any]]:
    joint = "&" if "?" in url else "?"
    response = client.get(f"{url}{joint}xuat=xlsx")
    assert response.status_code == 200, url
    return CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()


def _column(rows: list[list[Any]], label: str) -> list[Decimal]:
    """The numbers of a column above the row of sums, and that sum last."""
    top = next(at for at, row in enumerate(rows) if label in row)
    place = rows[top].index(label)
    return [Decimal(str(row[place])) for row in rows[top + 1 :] if isinstance(row[place], float)]


def test_the_province_is_the_sum_of_its_agencies(month: RandomMonth, cast: Cast) -> None:
    client = signed_in(cast.leader)
    stated = PeriodSummary.objects.get(period=month.period).weighted_mean
    page = client.get("/bang-diem/cac-phan/").content.decode()
    assert "không khớp" not in page
    if stated is None:
        assert "Chưa có dữ liệu." in page
        return
    *parts, total = _column(_sheet(client, "/bang-diem/cac-phan/"), "Phần đóng góp vào điểm tỉnh")
    assert sum(parts) == total == stated
    assert f"<strong>{format_points(stated)}</strong>" in page


def test_an_agency_is_the_sum_of_its_groups_and_a_group_of_its_criteria(
    month: RandomMonth, cast: Cast
) -> None:
    client = signed_in(cast.leader)
    for result in _results(month):
        base = f"/bang-diem/co-quan/{result.agency_id}/"
        assert "không khớp" not in client.get(base).content.decode()
        if result.total is None:
            continue
        *groups, total = _column(_sheet(client, base), "Điểm")
        assert sum(groups) == total == result.total
        for code, (cents, _possible) in result.groups.items():
            if cents is None:
                continue
            *criteria, whole = _column(_sheet(client, f"{base}nhom/{code}/"), "Điểm")
            assert sum(criteria) == whole == Decimal(cents) / 100


def test_a_criterion_is_the_sum_of_its_sources(month: RandomMonth, cast: Cast) -> None:
    client = signed_in(cast.leader)
    for result in _results(month):
        codes = dict(result.criteria_set.criteria.values_list("position", "code").order_by("position"))
        for score in unpack(result.breakdown).criteria[::7]:
            if score.state != "scored":
                continue
            url = f"/bang-diem/co-quan/{result.agency_id}/tieu-chi/{codes[score.position]}/"
            *parts, whole = _column(_sheet(client, url), "Điểm")
            assert sum(parts) == whole == score.points
            assert "không khớp" not in client.get(url).content.decode()


def test_the_rows_are_those_that_were_counted(month: RandomMonth, cast: Cast) -> None:
    client = signed_in(cast.admin)
    seen = set()
    for result in _results(month):
        codes = dict(result.criteria_set.criteria.values_list("position", "code").order_by("position"))
        for score in unpack(result.breakdown).criteria[::3]:
            for one in score.sources:
                url = f"/bang-diem/co-quan/{result.agency_id}/tieu-chi/{codes[score.position]}/{one.source}/"
                page = client.get(url).content.decode()
                assert "Số liệu đã thay đổi" not in page, url
                hidden = "Không hiện từng dòng" in page
                assert hidden or "khớp với" in page
                assert "không khớp" not in page
                if one.source == "citizen" and one.status == TOO_FEW:
                    assert hidden
                seen.add((one.source, one.status == COUNTED))
    assert len({source for source, _counts in seen}) >= 4


def test_rows_that_moved_since_the_computation_are_told(scene: Scene, leader: Client) -> None:
    score = next(
        score
        for score in unpack(scene.result().breakdown).criteria
        if any(one.source == "inspection" and one.status == COUNTED for one in score.sources)
    )
    code = scene.result().criteria_set.criteria.get(position=score.position).code
    counted = Observation.objects.filter(criterion__code=code, inspection__agency=scene.agency)
    counted.filter(inspection__state="concluded").update(n=999)
    page = leader.get(scene.at(f"tieu-chi/{code}/inspection/")).content.decode()
    assert "Số liệu đã thay đổi" in page
    assert "đang chờ tính lại" in page


def test_the_ranking_exports_what_it_shows(scene: Scene, leader: Client) -> None:
    rows = _sheet(leader, f"/bang-diem/xep-hang/{scene.month}")
    page = leader.get(f"/bang-diem/xep-hang/{scene.month}").content.decode()
    stored = AgencyResult.objects.in_period(scene.period).filter(total__isnull=False)
    totals = {Decimal(str(value)) for value in _column(rows, "Điểm")}
    assert totals == {result.total for result in stored}
    assert all(format_points(total) in page for total in totals)
