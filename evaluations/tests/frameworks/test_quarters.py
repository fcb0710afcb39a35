"""A quarter opened under a set that says so is the mean of its closed months, until all of them are."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import AgencyKind, Role
from agencies.models import Agency
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.enums import InspectionMode, PeriodState, RemedyState
from evaluations.gather.sets import load_set
from evaluations.models import (
    AgencyResult,
    Criterion,
    Inspection,
    Period,
    Recommendation,
    RegisterFact,
)
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.measures import counts_violations
from evaluations.tasks import refresh_open_periods

AT = datetime(2026, 12, 20, 3, tzinfo=UTC)
AFTER = datetime(2027, 1, 10, 3, tzinfo=UTC)
MONTHS = (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))

TOP = {"grade": "excellent", "label": "Xuất sắc", "lower": "90", "operator": ">=", "extra": ["Đã khắc phục"]}
REMEDIED = {
    "bands": [TOP, {"grade": "not_completed", "label": "Chưa đạt", "lower": "0", "operator": ">="}],
    "conditions": [{"name": "Đã khắc phục", "fact": "findings_remedied"}],
}


@pytest.fixture
def quarter(db: None) -> Period:
    return open_quarter({})


def open_quarter(settings: dict[str, Any]) -> Period:
    """A quarter under Decree 335 with other settings where given."""
    load_set.cache_clear()
    shipped = shipped_set("nd335_2025_diem")
    definition = replace(shipped, settings={**shipped.settings, **settings})
    publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=AT)
    return open_period(kind="quarter", day=MONTHS[0], actor=None, at=AT)


@pytest.fixture
def agency(quarter: Period) -> Agency:
    return make_agency("Sở Tư pháp", AgencyKind.DEPARTMENT)


def write_month(agency: Agency, day: date, k: int, state: str = PeriodState.CLOSED) -> None:
    """A month, closed unless told otherwise, whose figure is k of 10 products in every register."""
    period = open_period(kind="month", day=day, actor=None, at=AT)
    for number, criterion in enumerate(
        Criterion.objects.filter(code__in=("R.a", "R.b", "R.c", "R.d", "R.dd"))
    ):
        RegisterFact.objects.create(
            id=f"00000000-0000-4000-8000-{day.month:06}{number:06}",
            period=period,
            agency=agency,
            criterion=criterion,
            n=10,
            k=10 - k if counts_violations(criterion.measure) else k,
            declared_at=AT,
            verified_at=AT,
        )
    refresh_results(period=period, agencies=None, at=AT)
    Period.objects.filter(pk=period.pk).update(state=state)


def late_recommendation(quarter: Period, agency: Agency) -> None:
    """A recommendation that fell due within the quarter and is found unfinished only later."""
    visit = Inspection.objects.create(
        id=UUID(int=7),
        agency=agency,
        period=quarter,
        mode=InspectionMode.PLANNED,
        order_number="1/QĐ",
        visited_on=MONTHS[0],
        created_by=make_user(),
        created_at=AT,
    )
    Recommendation.objects.create(
        id=UUID(int=8),
        inspection=visit,
        owner=agency,
        position=1,
        text="Niêm yết lại",
        due_on=MONTHS[1],
        state=RemedyState.OPEN,
    )


def test_a_quarter_is_the_mean_of_the_months_that_have_a_figure(quarter: Period, agency: Agency) -> None:
    write_month(agency, MONTHS[0], 9)
    write_month(agency, MONTHS[1], 8)
    refresh_results(period=quarter, agencies=None, at=AT)
    result = AgencyResult.objects.get(period=quarter, agency=agency)
    months = AgencyResult.objects.filter(agency=agency).exclude(period=quarter).order_by("total")
    assert [month.total for month in months] == [Decimal(80), Decimal(90)]
    assert result.total == Decimal(85)
    assert "Trung bình của 2/3 tháng có điểm." in result.breakdown["grade_reasons"]
    assert "Tạm tính: chưa chốt tháng 12/2026." in result.breakdown["grade_reasons"]
    assert (result.is_provisional, result.rank) == (True, None)
    assert sum(result.breakdown["criteria"][2][at] or 0 for at in range(32)) == 8500


def test_an_open_month_is_named_and_does_not_count(quarter: Period, agency: Agency) -> None:
    write_month(agency, MONTHS[0], 9)
    write_month(agency, MONTHS[1], 8)
    write_month(agency, MONTHS[2], 1, state=PeriodState.OPEN)
    refresh_results(period=quarter, agencies=None, at=AFTER)
    result = AgencyResult.objects.get(period=quarter, agency=agency)
    assert (result.total, result.is_provisional) == (Decimal(85), True)
    assert result.breakdown["grade_reasons"][0] == "Tạm tính: chưa chốt tháng 12/2026."


@pytest.mark.django_db
def test_once_all_months_are_closed_later_facts_do_not_move_the_grade() -> None:
    quarter, agency = open_quarter(REMEDIED), make_agency("Sở Tư pháp", AgencyKind.DEPARTMENT)
    for month in MONTHS:
        write_month(agency, month, 10)
    refresh_results(period=quarter, agencies=None, at=AFTER)
    first = AgencyResult.objects.get(period=quarter, agency=agency)
    assert (first.grade, first.is_provisional) == ("excellent", False)
    assert first.breakdown["stands_on"]["conditions"] == {"Đã khắc phục": True}
    late_recommendation(quarter, agency)
    refresh_results(period=quarter, agencies=None, at=AFTER)
    again = AgencyResult.objects.get(period=quarter, agency=agency)
    assert (again.grade, again.breakdown) == (first.grade, first.breakdown)


def test_running_it_for_one_agency_gives_the_same(quarter: Period, agency: Agency) -> None:
    write_month(agency, MONTHS[2], 7)
    refresh_results(period=quarter, agencies=None, at=AT)
    whole = AgencyResult.objects.get(period=quarter, agency=agency)
    refresh_results(period=quarter, agencies=[agency.pk], at=AT)
    again = AgencyResult.objects.get(period=quarter, agency=agency)
    assert (again.total, again.breakdown) == (whole.total, whole.breakdown)


def test_the_page_shows_each_reader_the_months_beside_the_mean(
    quarter: Period, agency: Agency, client: Client
) -> None:
    write_month(agency, MONTHS[0], 9)
    write_month(agency, MONTHS[2], 7)
    refresh_results(period=quarter, agencies=None, at=AT)
    reader = make_user(make_staff("Lê Thị Nội", agency))
    client.force_login(reader)
    address = reverse("period_means", args=[quarter.pk])
    assert "Chưa có kết quả để xem" in client.get(address).content.decode()
    grant(reader, Role.HOME_AFFAIRS, agency)
    page = client.get(address).content.decode()
    assert [figure in page for figure in ("90,00", "70,00", "80,00", "—")] == [True] * 4
    assert "Còn phải chốt tháng 11/2026" in page
    assert "Quý và năm chưa có bản chốt riêng" in page
    month = Period.objects.months().first()
    assert month is not None
    assert client.get(reverse("period_means", args=[month.pk])).status_code == 404


def test_the_night_asks_for_months_and_then_for_such_quarters(quarter: Period) -> None:
    month = open_period(kind="month", day=MONTHS[2], actor=None, at=AT)
    refresh_open_periods()
    asked = [message.payload["period"] for message in OutboxMessage.objects.order_by("pk")]
    assert asked == [month.pk, quarter.pk]


def test_the_night_leaves_a_quarter_whose_months_are_all_closed_and_counted(quarter: Period) -> None:
    past = open_period(kind="quarter", day=date(2024, 1, 1), actor=None, at=AT)
    month = open_period(kind="month", day=date(2024, 2, 1), actor=None, at=AT)
    snapshot(month, made_at=AFTER)
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    refresh_results(period=past, agencies=None, at=AT)
    assert past in asked_tonight()  # the snapshot, a closing or a correction, came after the figure
    refresh_results(period=past, agencies=None, at=AFTER)
    assert past not in asked_tonight()


def snapshot(month: Period, made_at: datetime) -> None:
    """A snapshot of an open month, without lines."""
    counts = ("agencies_rated", "agencies_ranked", "headcount", "records", "lines_count")
    numbers = {"sequence": 1, "revision": 1, "rules_version": 1, **dict.fromkeys(counts, 0)}
    digests = {"previous_digest": "0" * 64, "digest": "1" * 64}
    PeriodSnapshot.objects.create(period=month, made_at=made_at, **numbers, **digests)


def asked_tonight() -> list[Period]:
    """Whom the night asks to be computed whole."""
    OutboxMessage.objects.all().delete()
    refresh_open_periods()
    asked = [message.payload["period"] for message in OutboxMessage.objects.all()]
    return list(Period.objects.filter(pk__in=asked))
