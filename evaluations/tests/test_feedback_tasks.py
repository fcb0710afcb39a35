"""A rating reaches the month's result, and its message leaves no trace."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
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
from evaluations.criteria_data import shipped_set
from evaluations.declarations import REFRESH_RESULTS
from evaluations.enums import PeriodState
from evaluations.feedback_tasks import ratings_came
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period
from feedback.actions.rate_counter import rate_counter
from feedback.declarations import RATED
from feedback.models import Counter

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def month(cast: Cast) -> Iterator[Period]:
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    yield open_period(kind="month", day=date(2026, 11, 1), actor=None, at=AT)
    load_set.cache_clear()


@pytest.fixture
def counter(cast: Cast) -> Counter:
    return Counter.objects.create(agency=cast.department, name="Quầy 1", starts_on=date(2025, 7, 1))


def rate(counter: Counter, *stars: int, at: datetime = AT) -> list[int]:
    """Rate, and give the messages to the worker as the relay would."""
    for number in stars:
        rate_counter(rating_id=uuid4(), counter=counter, stars=number, courtesies=255, at=at)
    return list(OutboxMessage.objects.filter(topic=RATED).order_by("id").values_list("id", flat=True))


def test_every_topic_has_its_task_in_the_worker() -> None:
    current_app.loader.import_default_modules()
    assert set(outbox.topics().values()) <= set(current_app.tasks)


def test_ratings_are_scored_and_their_messages_forgotten(cast: Cast, month: Period, counter: Counter) -> None:
    ratings_came(rate(counter, 5, 4, 3, 5, 5))
    result = AgencyResult.objects.get(agency=cast.department)
    assert (result.ratings, result.rating_mean) == (5, Decimal("4.40"))
    assert not OutboxMessage.objects.filter(topic=RATED).exists()


def test_running_twice_changes_nothing(cast: Cast, month: Period, counter: Counter) -> None:
    ids = rate(counter, 5, 4)
    ratings_came(ids)
    before = AgencyResult.objects.values_list("revision", "breakdown").get()
    ratings_came(ids)
    assert AgencyResult.objects.values_list("revision", "breakdown").get() == before


def test_each_day_finds_its_own_month(cast: Cast, month: Period, counter: Counter) -> None:
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=AT)
    ids = rate(counter, 5)
    ids = rate(counter, 1, at=datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    ratings_came(ids)
    scored = AgencyResult.objects.order_by("period__starts_on").values_list("period", "ratings")
    assert list(scored) == [(month.pk, 1), (december.pk, 1)]


def test_a_day_of_no_month_or_of_a_closed_one_is_let_go(cast: Cast, month: Period, counter: Counter) -> None:
    ids = rate(counter, 5)
    ids = rate(counter, 5, at=datetime(2027, 3, 1, 3, 0, tzinfo=UTC))
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    ratings_came(ids)
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
    assert not AgencyResult.objects.exists()


def test_while_another_run_holds_the_lease_the_message_waits(
    cast: Cast, month: Period, counter: Counter
) -> None:
    ids = rate(counter, 5)
    with job_run(REFRESH_RESULTS, f"period:{month.pk}", at=clock.now()):
        ratings_came(ids)
    assert OutboxMessage.objects.filter(topic=RATED, handled_at=None).count() == 1


def test_a_closed_month_takes_no_rating_and_says_so(month: Period, counter: Counter) -> None:
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(PeriodClosed, match="đã chốt"):
        rate(counter, 5)
    assert not OutboxMessage.objects.filter(topic=RATED).exists()
