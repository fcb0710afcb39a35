"""Slips, tokens and the night's shuffle against a month that is closed: nothing of it changes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from core.errors import PeriodClosed
from core.models import OutboxMessage
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodState
from evaluations.gather.sets import load_set
from evaluations.models import Period
from feedback.actions.slips import enter_slips
from feedback.actions.visits import shuffle_visits
from feedback.models import Counter, Rating, SlipBatch, SpentToken
from feedback.rules.slips.rows import Slip
from feedback.tasks.visits import visits_night
from feedback.tests.factories import make_counter
from feedback.tests.visits.conftest import Desk

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def the_present(time_machine: Any) -> None:
    """20 November 2026, 10:00 in Vietnam."""
    time_machine.move_to(AT, tick=False)


@pytest.fixture
def counter(cast: Cast) -> Counter:
    """A counter of the department."""
    return make_counter(cast.department)


@pytest.fixture
def month(cast: Cast) -> Iterator[Period]:
    """November 2026, open."""
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    yield open_period(kind="month", day=DAY, actor=None, at=AT)
    load_set.cache_clear()


def close(month: Period) -> None:
    Period.objects.filter(pk=month.pk).update(state=PeriodState.CLOSED)


def test_slips_of_an_open_month_make_it_stale(cast: Cast, counter: Counter, month: Period) -> None:
    enter_slips(batch_id=uuid4(), counter=counter, day=DAY, slips=[Slip(5)] * 3, actor=cast.admin, at=AT)
    message = OutboxMessage.objects.get(topic="feedback.rated")
    assert message.payload == {"agency": cast.department.pk, "day": "2026-11-20"}


def test_slips_of_a_closed_month_are_refused_in_words(cast: Cast, counter: Counter, month: Period) -> None:
    close(month)
    with pytest.raises(PeriodClosed, match=r"Tháng 11/2026 đã chốt .* 20/11/2026"):
        enter_slips(batch_id=uuid4(), counter=counter, day=DAY, slips=[Slip(5)], actor=cast.admin, at=AT)
    assert not SlipBatch.objects.exists()
    assert not Rating.objects.exists()


def test_a_closed_month_refuses_the_rating_and_leaves_the_token(
    cast: Cast, counter: Counter, month: Period
) -> None:
    desk = Desk(cast, counter)
    desk.list("A-1")
    proof = desk.token(desk.codes[0])
    close(month)
    with pytest.raises(PeriodClosed):
        desk.rate(proof)
    assert not SpentToken.objects.exists()


def test_the_night_leaves_ratings_of_a_closed_month_as_they_are(
    cast: Cast, counter: Counter, month: Period
) -> None:
    desk = Desk(cast, counter)
    desk.list("A-1")
    rating = desk.rate(desk.token(desk.codes[0]))
    close(month)
    assert shuffle_visits(on=DAY) == 2
    visits_night()
    assert Rating.objects.get() == rating
