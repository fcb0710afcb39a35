"""The act of rating: what is kept, what is not, and when it is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Agency
from agencies.tests.cast import Cast
from core.errors import Conflict
from core.models import AuditEntry, OutboxMessage
from feedback.actions.rate_counter import CounterClosed, CounterNotYetOpen, rate_counter
from feedback.models import Counter, Rating
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter

FORM = UUID("5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11")


def rate(
    counter: Counter, *, stars: int = 4, courtesies: int = 0b101, at: datetime = AT, **more: Any
) -> Rating:
    return rate_counter(rating_id=FORM, counter=counter, stars=stars, courtesies=courtesies, at=at, **more)


def test_a_rating_counts_for_the_agency(cast: Cast, counter: Counter) -> None:
    rate(counter)
    kept = Rating.objects.get()
    assert (kept.agency, kept.day, kept.stars, kept.courtesies) == (cast.department, date(2026, 11, 20), 4, 5)


def test_a_counter_of_a_division_counts_for_its_department(cast: Cast) -> None:
    assert rate(make_counter(cast.unit)).agency == cast.department


def test_nothing_tells_the_minute_or_the_person(counter: Counter) -> None:
    """The row has no column for it, and neither a message nor an audit row is written."""
    rate(counter)
    columns = {field.name for field in Rating._meta.get_fields()}
    told = {"stars", "courtesies", "reasons", "channel", "is_verified", "slips", "suspicion"}
    assert columns == {"id", "counter", "agency", "day", *told}
    assert not OutboxMessage.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_midnight_in_vietnam_decides_the_day(counter: Counter, at: datetime, day: date) -> None:
    assert rate(counter, at=at).day == day


def test_the_same_form_twice_is_one_rating_even_after_midnight(counter: Counter) -> None:
    first = rate(counter)
    again = rate(counter, at=AT + timedelta(days=1))
    assert (again.pk, again.day) == (first.pk, first.day)
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"stars": 1}, {"courtesies": 0}, {"reasons": 0b10}, {"channel": "kiosk"}, {"is_verified": True}],
)
def test_other_content_under_the_same_id_is_a_conflict(counter: Counter, other: dict[str, Any]) -> None:
    rate(counter, stars=2)
    with pytest.raises(Conflict):
        rate(counter, **({"stars": 2} | other))
    assert Rating.objects.get().stars == 2


@pytest.mark.parametrize(("stars", "kept"), [(1, 0b1001), (2, 0b1001), (3, 0), (4, 0), (5, 0)])
def test_reasons_are_kept_with_a_low_mark_only(counter: Counter, stars: int, kept: int) -> None:
    """Ticks left over from a mark that was raised again say nothing; repeating the form stays harmless."""
    for _ in range(2):
        assert rate(counter, stars=stars, reasons=0b1001).reasons == kept


def test_how_it_came_in_is_kept(counter: Counter) -> None:
    rate(counter, channel="kiosk", is_verified=True)
    assert Rating.objects.values_list("channel", "is_verified").get() == ("kiosk", True)


def test_the_same_id_at_another_counter_is_a_conflict(cast: Cast, counter: Counter) -> None:
    rate(counter)
    with pytest.raises(Conflict):
        rate(make_counter(cast.commune))


@pytest.mark.parametrize(
    "fields", [{"revoked_at": AT}, {"ends_on": date(2026, 11, 20)}], ids=["revoked", "ended today"]
)
def test_a_code_that_is_over_takes_nothing(cast: Cast, fields: dict[str, object]) -> None:
    with pytest.raises(CounterClosed):
        rate(make_counter(cast.department, **fields))
    assert not Rating.objects.exists()


def test_the_last_day_still_counts(cast: Cast) -> None:
    assert rate(make_counter(cast.department, ends_on=date(2026, 11, 21))).day == date(2026, 11, 20)


def test_a_counter_that_opens_tomorrow_says_when(cast: Cast) -> None:
    with pytest.raises(CounterNotYetOpen, match="21/11/2026"):
        rate(make_counter(cast.department, starts_on=date(2026, 11, 21)))


def test_the_counter_of_an_agency_that_is_no_more_is_over(cast: Cast) -> None:
    cast.commune.versions.update(ends_on=date(2026, 11, 1))
    with pytest.raises(CounterClosed):
        rate(make_counter(cast.commune))


def test_a_retry_is_answered_though_the_code_was_revoked_since(counter: Counter) -> None:
    first = rate(counter)
    Counter.objects.update(revoked_at=AT)
    counter.refresh_from_db()
    assert rate(counter).pk == first.pk


@pytest.mark.parametrize(("stars", "courtesies"), [(0, 0), (6, 0), (3, 256)])
def test_the_database_keeps_the_ranges(counter: Counter, stars: int, courtesies: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(counter, stars=stars, courtesies=courtesies)


def _at(agency: Agency, stars: int, courtesies: int) -> Rating:
    return Rating(
        id=UUID(int=Rating.objects.count() + 1),
        counter=make_counter(agency),
        agency=agency,
        day=date(2026, 11, 3),
        stars=stars,
        courtesies=courtesies,
    )
