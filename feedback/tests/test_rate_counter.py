"""The act of rating: what is kept, what is not, and when it is refused."""

from datetime import UTC, date, datetime, timedelta
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


def rate(counter: Counter, *, stars: int = 4, courtesies: int = 0b101, at: datetime = AT) -> Rating:
    return rate_counter(rating_id=FORM, counter=counter, stars=stars, courtesies=courtesies, at=at)


def test_a_rating_counts_for_the_agency_and_makes_its_month_stale(cast: Cast, counter: Counter) -> None:
    rate(counter)
    kept = Rating.objects.get()
    assert (kept.agency, kept.day, kept.stars, kept.courtesies) == (cast.department, date(2026, 11, 20), 4, 5)
    message = OutboxMessage.objects.get()
    assert message.payload == {"agency": cast.department.pk, "day": "2026-11-20"}


def test_a_counter_of_a_division_counts_for_its_department(cast: Cast) -> None:
    assert rate(make_counter(cast.unit)).agency == cast.department


def test_nothing_tells_the_minute_or_the_person(counter: Counter) -> None:
    """The row has no column for it, the message is dated midnight, and no audit row is written."""
    rate(counter)
    columns = {field.name for field in Rating._meta.get_fields()}
    assert columns == {"id", "counter", "agency", "day", "stars", "courtesies"}
    assert OutboxMessage.objects.get().created_at == datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
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
    assert (Rating.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", [{"stars": 1}, {"courtesies": 0}])
def test_other_content_under_the_same_id_is_a_conflict(counter: Counter, other: dict[str, int]) -> None:
    rate(counter)
    with pytest.raises(Conflict):
        rate(counter, **other)
    assert Rating.objects.get().stars == 4


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


def test_sums_count_the_bits_on_either_database(cast: Cast) -> None:
    """Low four bits are "4 xin", high four "4 luôn"."""
    for agency, stars, courtesies in [
        (cast.department, 5, 0b1111_1111),
        (cast.department, 2, 0b0001_0101),
        (cast.commune, 1, 0b1000_0000),
    ]:
        _at(agency, stars, courtesies).save(force_insert=True)
    assert list(Rating.objects.sums_by_agency()) == [
        (cast.department.pk, 2, 7, 6, 5),
        (cast.commune.pk, 1, 1, 0, 1),
    ]
    assert list(Rating.objects.sums_by_day()) == [(date(2026, 11, 3), 3, 8, 2, 1, 2, 1, 2, 1, 1, 2)]
