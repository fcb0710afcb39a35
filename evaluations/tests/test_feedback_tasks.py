"""Ratings whose count changed reach the month's result, and their message leaves no trace."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app

from agencies.tests.cast import Cast
from core import clock, outbox
from core.errors import PeriodClosed
from core.jobs import job_run
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.actions.results import refresh_results
from evaluations.criteria_data import shipped_set
from evaluations.declarations import REFRESH_RESULTS
from evaluations.enums import PeriodState
from evaluations.feedback_tasks import ratings_came
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period
from feedback.actions.rate_counter import rate_counter
from feedback.declarations import RATED
from feedback.models import Counter
from feedback.tests.factories import make_ratings

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def month(cast: Cast) -> Iterator[Period]:
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    yield open_period(kind="month", day=date(2026, 11, 1), actor=None, at=AT)
    load_set.cache_clear()


@pytest.fixture(autouse=True)
def the_present(time_machine: Any) -> None:
    """20 November 2026, 10:00 in Vietnam."""
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def counter(cast: Cast) -> Counter:
    return Counter.objects.create(agency=cast.department, name="Quầy 1", starts_on=date(2025, 7, 1))


def changed(counter: Counter, *stars: int, at: datetime = AT) -> list[int]:
    """Ratings that count anew, as when a suspicion is lifted, and the messages as the relay hands them on."""
    day = clock.local_day(at)
    make_ratings(counter, day, *stars)
    outbox.send(RATED, {"agency": counter.agency_id, "day": day.isoformat()}, at=clock.start_of_day(day))
    return list(OutboxMessage.objects.filter(topic=RATED).order_by("id").values_list("id", flat=True))


def test_every_topic_has_its_task_in_the_worker() -> None:
    current_app.loader.import_default_modules()
    assert set(outbox.topics().values()) <= set(current_app.tasks)


NEXT_MONTH = datetime(2026, 12, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(("now", "told"), [(AT, (6, Decimal("4.00"))), (NEXT_MONTH, (11, Decimal("4.18")))])
def test_ratings_of_past_days_are_scored_and_their_messages_forgotten(
    cast: Cast, month: Period, counter: Counter, time_machine: Any, now: datetime, told: tuple[int, Decimal]
) -> None:
    """Two batches: the second is held back while the month runs; over, all count."""
    make_ratings(counter, date(2026, 11, 11), 4, 4, 4, 4, 4, 4)
    time_machine.move_to(now)
    ratings_came(changed(counter, 5, 4, 3, 5, 5, at=AT - timedelta(days=5)))
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
    result = AgencyResult.objects.get(agency=cast.department)
    assert (result.ratings, result.rating_mean) == told


def test_a_rating_of_today_moves_nothing_and_asks_for_nothing(
    cast: Cast, month: Period, counter: Counter
) -> None:
    """So neither the figures nor the moment of their computing tell when somebody rated."""
    for _ in range(12):
        rate_counter(rating_id=uuid4(), counter=counter, stars=1, courtesies=0, at=AT)
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
    refresh_results(period=month, agencies=None, at=AT)
    assert AgencyResult.objects.get(agency=cast.department).ratings == 0


def test_running_twice_changes_nothing(cast: Cast, month: Period, counter: Counter) -> None:
    ids = changed(counter, 5, 4)
    ratings_came(ids)
    before = AgencyResult.objects.values_list("revision", "breakdown").get()
    ratings_came(ids)
    assert AgencyResult.objects.values_list("revision", "breakdown").get() == before


def test_each_day_finds_its_own_month(cast: Cast, month: Period, counter: Counter) -> None:
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
    ids = changed(counter, 5)
    ids = changed(counter, 1, at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    ratings_came(ids)
    scored = AgencyResult.objects.order_by("period__starts_on").values_list("period", flat=True)
    assert list(scored) == [month.pk, december.pk]


def test_a_day_of_no_month_or_of_a_closed_one_is_let_go(cast: Cast, month: Period, counter: Counter) -> None:
    ids = changed(counter, 5)
    ids = changed(counter, 5, at=datetime(2027, 3, 1, 3, 0, tzinfo=UTC))
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    ratings_came(ids)
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
    assert not AgencyResult.objects.exists()


def test_while_another_run_holds_the_lease_the_message_waits(
    cast: Cast, month: Period, counter: Counter
) -> None:
    ids = changed(counter, 5)
    with job_run(REFRESH_RESULTS, f"period:{month.pk}", at=clock.now()):
        ratings_came(ids)
    assert OutboxMessage.objects.filter(topic=RATED, handled_at=None).count() == 1


def test_a_closed_month_takes_no_rating_and_says_so(month: Period, counter: Counter) -> None:
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(PeriodClosed, match="đã chốt"):
        rate_counter(rating_id=uuid4(), counter=counter, stars=5, courtesies=0, at=AT)
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
