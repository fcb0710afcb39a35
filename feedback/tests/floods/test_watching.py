"""Ratings are set aside as they come and once more at night; what is proven or usual stays untouched."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.tests.cast import Cast
from core.models import OutboxMessage
from feedback.actions.rate_counter import rate_counter
from feedback.actions.suspicions.settle import settle_traces
from feedback.actions.suspicions.watch import TooManyFromHere
from feedback.enums import RatingChannel
from feedback.models import Counter, DayMark, Rating, RatingSuspicion, RatingTrace
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter, make_ratings

DAY = date(2026, 11, 20)


def send(counter: Counter, count: int = 1, *, source: str = "a" * 32, at: datetime = AT, **more: Any) -> None:
    for _ in range(count):
        rate_counter(rating_id=uuid4(), counter=counter, stars=1, courtesies=0, at=at, source=source, **more)


def spread(counter: Counter, count: int, *, at: datetime = AT) -> None:
    """``count`` ratings, each of a source of its own, in the ten minutes of ``at``."""
    for number in range(count):
        send(counter, source=f"{number:032x}", at=at)


def aside() -> dict[str, int]:
    """How many ratings each pattern holds."""
    rows = RatingSuspicion.objects.order_by("pattern")
    return {row.pattern: row.ratings.count() for row in rows}


def test_twenty_of_one_device_count_and_the_next_takes_them_all_away(counter: Counter) -> None:
    send(counter, 20)
    assert Rating.objects.counted().count() == 20
    send(counter)
    assert Rating.objects.counted().count() == 0
    assert aside() == {"source": 21}
    assert Rating.objects.count() == 21


def test_other_people_at_the_counter_still_count(counter: Counter) -> None:
    send(counter, source="b" * 32)
    send(counter, 199)
    send(counter, source="c" * 32)
    assert Rating.objects.counted().count() == 2
    assert aside() == {"source": 199}


def test_the_same_device_at_another_counter_begins_anew(cast: Cast, counter: Counter) -> None:
    send(counter, 15)
    send(make_counter(cast.commune), 15)
    assert Rating.objects.counted().count() == 30


def test_beyond_the_hard_cap_it_is_told_when_to_come_back(counter: Counter, settings: Any) -> None:
    settings.FLOOD_SOURCE_HARD = 22
    send(counter, 22)
    with pytest.raises(TooManyFromHere, match="phiếu giấy") as refused:
        send(counter)
    assert refused.value.retry_after == 14 * 3600
    assert Rating.objects.count() == 22


def test_a_form_repeated_beyond_the_hard_cap_gets_its_first_answer(counter: Counter, settings: Any) -> None:
    settings.FLOOD_SOURCE_HARD = 3
    form = uuid4()
    words: dict[str, Any] = {"counter": counter, "stars": 5, "courtesies": 0, "source": "a" * 32}
    first = rate_counter(rating_id=form, at=AT, **words)
    send(counter, 2)
    assert rate_counter(rating_id=form, at=AT, **words).pk == first.pk
    assert RatingTrace.objects.count() == 3


def test_a_burst_sets_aside_its_ten_minutes_and_nothing_else(counter: Counter) -> None:
    send(counter, source="e" * 32, at=AT - timedelta(minutes=10))
    spread(counter, 31)
    send(counter, source="f" * 32, at=AT + timedelta(minutes=10))
    assert aside() == {"burst": 31}
    assert Rating.objects.counted().count() == 2


def test_a_slow_drip_under_changing_names_swells_the_day(counter: Counter, settings: Any) -> None:
    settings.FLOOD_DAY = 40
    for part in range(8):
        for number in range(6):
            send(counter, source=f"{part:016x}{number:016x}", at=AT + timedelta(minutes=10 * part))
    assert aside() == {"day": 48}


def test_one_device_past_its_cap_cannot_push_the_day_of_others_aside(counter: Counter) -> None:
    send(counter, 199)
    spread(counter, 9)
    assert Rating.objects.counted().count() == 9


def test_ten_wild_minutes_cannot_push_the_day_of_others_aside(counter: Counter, settings: Any) -> None:
    settings.FLOOD_DAY = 60
    spread(counter, 100)
    send(counter, source="e" * 32, at=AT + timedelta(minutes=30))
    assert aside() == {"burst": 100}
    assert Rating.objects.counted().count() == 1
    RatingTrace.objects.update(is_burst=False)
    settle_traces(at=AT + timedelta(days=1))
    assert aside() == {"burst": 100}


def test_a_proven_visit_is_never_limited_and_leaves_no_trace(counter: Counter, settings: Any) -> None:
    settings.FLOOD_SOURCE_HARD = 5
    send(counter, 40, is_verified=True)
    assert Rating.objects.counted().count() == 40
    assert not RatingTrace.objects.exists()


def test_a_proven_visit_in_a_burst_counts(counter: Counter) -> None:
    send(counter, is_verified=True)
    spread(counter, 40)
    assert Rating.objects.counted().count() == 1


def test_a_machine_on_the_spot_serves_a_day(counter: Counter) -> None:
    for hour in range(6):
        send(counter, 10, at=AT + timedelta(hours=hour), channel=RatingChannel.KIOSK)
    assert Rating.objects.counted().count() == 60
    send(counter, at=AT + timedelta(hours=7), channel=RatingChannel.KIOSK)
    assert aside() == {"source": 61}


def test_a_hall_where_four_telephones_in_five_are_one_source_is_believed(counter: Counter) -> None:
    """Behind one Wi-Fi, Chrome on Android has one name; the night finds nothing either."""
    for day in (16, 17, 18):
        make_ratings(counter, date(2026, 11, day), *[5] * 40)
    for part in range(4):
        send(counter, 8, at=AT + timedelta(minutes=10 * part))
        send(counter, 2, at=AT + timedelta(minutes=10 * part), source="b" * 32)
    settle_traces(at=AT + timedelta(days=1))
    assert aside() == {}


def test_a_device_that_swells_an_ordinary_day_is_set_aside(counter: Counter) -> None:
    for day in (16, 17, 18):
        make_ratings(counter, date(2026, 11, day), *[5] * 40)
    spread(counter, 25)
    for part in range(1, 7):
        send(counter, 10, at=AT + timedelta(minutes=10 * part))
    assert aside() == {"source": 60}
    assert Rating.objects.counted().between(DAY, date(2026, 11, 21)).count() == 25


def test_five_devices_that_take_turns_are_set_aside_together(counter: Counter) -> None:
    """The first past its cap is not yet to blame, for the others seem to fill the day; in the end all are."""
    for part in range(15):
        for device in "bcdef":
            send(counter, 2, source=device * 32, at=AT + timedelta(minutes=10 * part))
    send(counter)
    assert aside() == {"source": 150}
    assert Rating.objects.counted().count() == 1


def test_a_crowd_of_single_devices_does_not_push_a_hall_aside(counter: Counter) -> None:
    for day in (16, 17, 18):
        make_ratings(counter, date(2026, 11, day), *[5] * 40)
    for part in range(8):
        for number in range(20):
            send(counter, source=f"{part:016x}{number:016x}", at=AT + timedelta(minutes=10 * part))
        send(counter, 4, at=AT + timedelta(minutes=10 * part))
    settle_traces(at=AT + timedelta(days=1))
    assert aside() == {}


def test_nothing_but_the_day_s_trace_knows_the_source_or_the_ten_minutes(counter: Counter) -> None:
    send(counter)
    trace = RatingTrace.objects.get()
    assert (trace.source, trace.window) == ("a" * 32, 60)
    assert "a" * 32 not in str(Rating.objects.values().get())
    assert not OutboxMessage.objects.exists()


def test_at_night_the_rest_is_set_aside_and_every_trace_goes(counter: Counter) -> None:
    """As if 25 had come at one instant and not seen one another."""
    send(counter, 20)
    send(counter, 5)
    Rating.objects.update(suspicion=None)
    RatingSuspicion.objects.all().delete()
    RatingTrace.objects.update(is_over=False)
    DayMark.objects.create(kind="case", day=DAY, source="a" * 32, window=60)
    OutboxMessage.objects.all().delete()
    assert settle_traces(at=AT) == (0, 0)
    assert settle_traces(at=AT + timedelta(days=1)) == (25, 26)
    assert aside() == {"source": 25}
    assert OutboxMessage.objects.get().payload == {"agency": counter.agency_id, "day": "2026-11-20"}
    assert settle_traces(at=AT + timedelta(days=1)) == (0, 0)


@pytest.mark.parametrize("before", [0, 25])
def test_taking_a_rating_costs_few_statements(counter: Counter, before: int) -> None:
    send(counter, before)
    with CaptureQueriesContext(connection) as asked:
        send(counter, at=datetime(2026, 11, 20, 4, 0, tzinfo=UTC))
    plain = [row["sql"] for row in asked.captured_queries if "SAVEPOINT" not in row["sql"]]
    waiting = 2 if connection.vendor == "postgresql" else 0  # for a twin that is at work, and a second look
    assert len(plain) <= (6 if not before else 11) + waiting, "\n".join(plain)
