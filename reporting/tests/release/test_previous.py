"""Gains since the period before are told only while its ranking stands where the table is read."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from agencies.tests.factories import make_staff
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.releases import withdraw_release
from evaluations.actions.results import refresh_results
from evaluations.enums import InspectionMode, InspectionState
from evaluations.gather.releases.table import ReleasedTable, table_of
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Criterion, Inspection, Observation, Period, RankingRelease
from evaluations.rules.released_table import FEWEST, GroupTable, Released
from evaluations.tests.scoring.random_month import AT
from reporting.tables.releases import places_table
from reporting.tests.conftest import Scene, signed_in
from reporting.tests.release.conftest import LATER, Closed
from reporting.tests.release.test_public import FILE, PAGE
from reporting.views.public.words import band_word
from reporting.views.release import listing

SINCE = "so với tháng 10/2026, bản chốt 1"


def _visited(scene: Scene, period: Period, kept: int) -> None:
    """Every criterion seen ten times at the two communes, ``kept`` of them well."""
    communes = AgencyResult.objects.filter(period=scene.period, comparison_group="commune")
    for result in communes.filter(agency__gte=scene.other.pk).select_related("agency"):
        visit = Inspection.objects.create(
            id=uuid4(),
            agency=result.agency,
            period=period,
            mode=InspectionMode.PLANNED,
            state=InspectionState.CONCLUDED,
            order_number="1/QĐ-SNV",
            visited_on=period.starts_on + timedelta(days=9),
            created_by=scene.cast.admin,
            created_at=AT,
        )
        told = {"inspection": visit, "n": 10, "k": kept, "recorded_by": scene.cast.admin, "recorded_at": AT}
        criteria = Criterion.objects.order_by("pk")
        Observation.objects.bulk_create(Observation(id=uuid4(), criterion=one, **told) for one in criteria)
        for number in range(FEWEST):
            make_staff(f"Lê Văn {number}", result.agency)


@pytest.fixture
def october(scene: Scene, second: Any) -> Closed:
    """October 2026 with less than November saw, sealed."""
    period = Period.objects.get(starts_on=date(2026, 10, 1))
    _visited(scene, period, 4)
    _visited(scene, scene.period, 9)
    refresh_results(period=period, agencies=None, at=AT)
    snapshot = seal_period(period=period, asked_by=scene.cast.admin, actor=second, at=AT)
    return Closed(replace(scene, period=period), snapshot, scene.cast.admin, second)


def _change(closed: Closed, october: Closed) -> Decimal:
    """What Cái Nhum gained."""
    was, now = (
        AgencyResult.objects.get(agency=closed.scene.other, period=one.scene.period)
        for one in (october, closed)
    )
    assert was.rank
    assert now.rank
    return Decimal(str(now.total)) - Decimal(str(was.total))


def _told(closed: Closed, change: Decimal) -> tuple[bool, bool, bool, bool]:
    """Whether it is said to those who sign in (table, most improved) and to everybody (page, file)."""
    everybody = Client()
    words = f"+{change}".replace(".", ",")
    with time_machine.travel(LATER, tick=False):
        page = signed_in(closed.scene.cast.officer).get(closed.page).content.decode()
        public = everybody.get(PAGE, {"ky": "2026-11"}).content.decode()
        file = everybody.get(FILE, {"ky": "2026-11"}).content.decode("utf-8-sig")
    assert (SINCE in page) == (words in page)
    assert (words in public) == ("Kỳ trước: Tháng 10/2026, bản chốt 1" in public)
    rows = list(csv.DictReader(StringIO(file)))
    (row,) = (row for row in rows if row["co_quan"] == "Xã Cái Nhum" and row["tong_diem"])
    said = (row["so_voi_ky_truoc"], row["ky_truoc"], row["ban_chot_ky_truoc"])
    assert said in ((str(change), "2026-10", "1"), ("", "", ""))
    return words in page, "Tiến bộ nhất" in page, words in public, said[0] != ""


def test_a_gain_is_told_where_both_figures_are(
    october: Closed, closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = _change(closed, october)
    assert change > 0
    waiting = signed_in(closed.admin)
    monkeypatch.setattr(listing, "WAITING", 1)

    assert "kỳ cũ hơn" in waiting.get("/xep-hang-cong-bo/").content.decode()
    closed.released()
    assert "kỳ cũ hơn" not in waiting.get("/xep-hang-cong-bo/").content.decode()
    assert _told(closed, change) == (False, False, False, False)
    release = october.asked(is_public=False)
    assert _told(closed, change) == (False, False, False, False)
    october.released(release)
    assert _told(closed, change) == (True, True, False, False)
    RankingRelease.objects.filter(pk=release.pk).update(is_public=True)
    assert _told(closed, change) == (True, True, True, True)
    withdraw_release(release=release, reason="Sai", actor=closed.admin, at=LATER)
    assert _told(closed, change) == (False, False, False, False)


def test_bands_are_called_as_the_sealed_set_calls_them(closed: Closed) -> None:
    found = table_of(closed.snapshot, None)
    (set_id,) = {pk for pk, _ in found.labels}
    bands = load_set(set_id).rules.bands
    assert found.labels == {(set_id, band.grade): band.label for band in bands if band.label}
    assert found.labels[set_id, "good"]


def test_a_heading_takes_the_word_of_the_set() -> None:
    row = Released(1, "commune", 7, Decimal(80), "good", "A", False, 1, 2, 30)
    group = GroupTable("commune", [("good", [row])], [], [], {})
    found = ReleasedTable([group], {}, {(7, "good"): "Hoàn thành tốt nhiệm vụ"})
    rows = places_table(group, "Xã, phường, đặc khu", found).rows
    assert rows[0][0]["text"] == "Hoàn thành tốt nhiệm vụ · 1 cơ quan"
    assert band_word("good", "Hoàn thành tốt nhiệm vụ") == "Hoàn thành tốt nhiệm vụ"
