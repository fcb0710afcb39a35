"""Ratings that look stuffed are in no score until a person cleared them (RELIABILITY G19, G20)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.feedback_tasks import ratings_came
from evaluations.gather.citizens import gather_citizens
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period
from feedback.actions.rate_counter import rate_counter
from feedback.actions.suspicions.decide import decide_suspicion
from feedback.declarations import RATED
from feedback.models import Counter, Rating, RatingSuspicion
from feedback.tests.factories import make_counter, make_ratings

AT = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
LATER = AT + timedelta(days=2)
OVER = date(2026, 12, 1)


@pytest.fixture
def month(cast: Cast) -> Iterator[Period]:
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    yield open_period(kind="month", day=date(2026, 11, 1), actor=None, at=AT)
    load_set.cache_clear()


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A counter with eight happy citizens, whom one device drowns."""
    counter = make_counter(cast.department)
    make_ratings(counter, date(2026, 11, 5), 5, 5, 5, 5, 5, 5, 5, 5)
    for _ in range(60):
        rate_counter(rating_id=uuid4(), counter=counter, stars=1, courtesies=0, at=AT, source="a" * 32)
    return counter


def test_sixty_of_one_device_move_nothing(cast: Cast, month: Period, counter: Counter) -> None:
    assert Rating.objects.count() == 68
    voice = gather_citizens(month, [cast.department.pk], today=OVER)[cast.department.pk]
    assert (voice.answers, voice.mean) == (8, Decimal("5.00"))


def test_what_is_cleared_is_scored(cast: Cast, month: Period, counter: Counter, time_machine: object) -> None:
    decide_suspicion(
        suspicion=RatingSuspicion.objects.get(),
        state="cleared",
        reason="Đoàn khách dùng chung máy",
        version=1,
        actor=cast.admin,
        at=LATER,
    )
    voice = gather_citizens(month, [cast.department.pk], today=OVER)[cast.department.pk]
    assert (voice.answers, voice.stars) == (68, 100)
    ids = list(OutboxMessage.objects.filter(topic=RATED).values_list("id", flat=True))
    assert len(ids) == 1
    ratings_came(ids)
    assert AgencyResult.objects.filter(agency=cast.department).exists()
