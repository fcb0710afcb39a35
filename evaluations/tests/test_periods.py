"""Opening periods: by schedule and by hand; the database refuses what a closed one would receive."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from agencies.tests.cast import Cast
from core.models import AuditEntry
from evaluations.actions.open_period import NoCriteriaSet, open_period
from evaluations.actions.publish_criteria_set import Inconsistent, publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import Criterion, Inspection, Period, PeriodSet, PeriodSummary, RegisterFact
from evaluations.rules.due_dates import span_of
from evaluations.tasks import open_missing_periods
from feedback.models import Counter, Rating

AT = datetime(2026, 11, 1, 1, tzinfo=UTC)


@pytest.fixture
def criteria(db: None) -> list[Criterion]:
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    return list(Criterion.objects.order_by("position"))


@pytest.mark.parametrize(
    ("kind", "day", "starts_on", "ends_on"),
    [
        ("month", date(2026, 11, 30), date(2026, 11, 1), date(2026, 12, 1)),
        ("month", date(2026, 12, 31), date(2026, 12, 1), date(2027, 1, 1)),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 3, 1)),
        ("quarter", date(2026, 11, 2), date(2026, 10, 1), date(2027, 1, 1)),
        ("quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1)),
        ("year", date(2026, 11, 2), date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_holds_its_day(kind: str, day: date, starts_on: date, ends_on: date) -> None:
    span = span_of(kind, day)
    assert (span.starts_on, span.ends_on) == (starts_on, ends_on)
    assert span.self_due_on < span.review_due_on


def test_due_dates_skip_the_new_year_holiday() -> None:
    """After December 2026: 1 January is a holiday, 2 and 3 a weekend."""
    span = span_of("month", date(2026, 12, 5))
    assert (span.self_due_on, span.review_due_on) == (date(2027, 1, 6), date(2027, 1, 12))


def test_nothing_opens_without_a_published_set(db: None) -> None:
    with pytest.raises(NoCriteriaSet):
        open_period(kind="month", day=date(2026, 11, 1), actor=None, at=AT)
    assert open_missing_periods(AT) == []


def test_opening_pins_a_set_per_group_and_leaves_an_audit_row(criteria: list[Criterion]) -> None:
    period = open_period(kind="month", day=date(2026, 11, 5), actor=None, at=AT)
    assert period.state == PeriodState.OPEN
    assert PeriodSet.objects.filter(period=period).count() == 3
    assert AuditEntry.objects.filter(event="period.opened", subject_id=str(period.pk)).count() == 1


def test_the_scheduled_job_opens_each_kind_once(criteria: list[Criterion]) -> None:
    open_missing_periods(AT)
    open_missing_periods(AT)
    assert sorted(Period.objects.values_list("kind", flat=True)) == sorted(PeriodKind.values)


def test_midnight_in_vietnam_decides_the_month(criteria: list[Criterion]) -> None:
    """17:00 UTC on 30 November is 00:00 of 1 December in Vietnam."""
    late = open_missing_periods(datetime(2026, 11, 30, 16, 59, tzinfo=UTC), [PeriodKind.MONTH])
    next_day = open_missing_periods(datetime(2026, 11, 30, 17, 0, tzinfo=UTC), [PeriodKind.MONTH])
    assert (late[0].starts_on, next_day[0].starts_on) == (date(2026, 11, 1), date(2026, 12, 1))


@pytest.mark.parametrize("name", ["nd335_2025", "tt01_2018"])
def test_a_set_that_contradicts_itself_is_not_published_silently(db: None, name: str) -> None:
    definition = shipped_set(name)
    with pytest.raises(Inconsistent) as refusal:
        publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=AT)
    accepted = frozenset(f"{one.code}:{one.location}" for one in refusal.value.found)
    published = publish_criteria_set(definition=definition, accepted=accepted, actor=None, at=AT)
    assert len(published.inconsistencies) == len(refusal.value.found) > 0


def test_a_published_criterion_cannot_change(criteria: list[Criterion]) -> None:
    with pytest.raises(IntegrityError, match="set_published"), transaction.atomic():
        Criterion.objects.filter(pk=criteria[0].pk).update(max_points=99)


def _writes(cast: Cast, period: Period, criterion: Criterion) -> dict[str, object]:
    """One new row for each kind of period-bound table that needs no other row."""
    counter = Counter.objects.create(agency=cast.department, name="Quầy 1", starts_on=date(2025, 7, 1))
    return {
        "inspection": Inspection(
            id=uuid4(),
            agency=cast.department,
            period=period,
            mode="planned",
            order_number="1",
            visited_on=date(2026, 11, 2),
            created_by=cast.inspector,
            created_at=AT,
        ),
        "register fact": RegisterFact(
            id=uuid4(), agency=cast.department, period=period, criterion=criterion, n=1, k=1, declared_at=AT
        ),
        "rating": Rating(
            id=uuid4(), counter=counter, agency=cast.department, day=date(2026, 11, 30), stars=5
        ),
    }


@pytest.mark.parametrize("kind", ["inspection", "register fact", "rating"])
def test_the_database_refuses_new_rows_of_a_closed_month(
    cast: Cast, criteria: list[Criterion], kind: str
) -> None:
    period = open_period(kind="month", day=date(2026, 11, 5), actor=None, at=AT)
    row = _writes(cast, period, criteria[0])[kind]
    with transaction.atomic():
        row.save(force_insert=True)
        transaction.set_rollback(True)
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_refuses_to_change_or_remove_rows_of_a_closed_month(criteria: list[Criterion]) -> None:
    period = open_period(kind="month", day=date(2026, 11, 5), actor=None, at=AT)
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
    for statement in (
        "UPDATE evaluations_periodsummary SET revision = 9",
        "DELETE FROM evaluations_periodsummary",
    ):
        with (
            pytest.raises(IntegrityError, match="period_closed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert PeriodSummary.objects.get().revision == 0


def test_home_affairs_opens_a_period_by_hand(client: Client, cast: Cast, criteria: list[Criterion]) -> None:
    client.force_login(cast.admin)
    answer = client.post("/ky-danh-gia/mo/", {"kind": "month", "day": "02/12/2026"}, follow=True)
    assert "Tháng 12/2026 đang mở" in answer.text
    assert Period.objects.get().starts_on == date(2026, 12, 1)


def test_a_wrong_date_says_what_to_type(client: Client, cast: Cast, criteria: list[Criterion]) -> None:
    client.force_login(cast.admin)
    answer = client.post("/ky-danh-gia/mo/", {"kind": "month", "day": "31/02/2026"}, follow=True)
    assert "Nhập dạng 01/12/2026" in answer.text
    assert not Period.objects.exists()


def test_others_may_read_periods_but_not_open_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    assert client.get("/ky-danh-gia/").status_code == 200
    assert client.post("/ky-danh-gia/mo/", {"kind": "month", "day": "02/12/2026"}).status_code == 403
    assert client.get("/ky-danh-gia/mo/").status_code == 405


def test_the_set_shows_that_its_points_are_the_shipped_default(
    client: Client, cast: Cast, criteria: list[Criterion]
) -> None:
    client.force_login(cast.officer)
    answer = client.get(f"/tieu-chi/{criteria[0].criteria_set_id}/")
    assert "mặc định của phần mềm" in answer.text
    assert answer.text.count("TT-01") == 1


def test_the_lists_ask_the_same_queries_at_any_length(
    client: Client, cast: Cast, criteria: list[Criterion], django_assert_num_queries: Callable[..., Any]
) -> None:
    client.force_login(cast.officer)
    client.get("/ky-danh-gia/")
    for months in (1, 6):
        for number in range(1, months + 1):
            open_period(kind="month", day=date(2026, number, 1), actor=None, at=AT)
        with django_assert_num_queries(6):
            client.get("/ky-danh-gia/")
        with django_assert_num_queries(5):
            client.get("/tieu-chi/")
