"""What the database adds up, on either engine: bits, days on which a rating became known, the two ways."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from feedback.gather.released import released_months, released_totals, released_wholes
from feedback.models import Counter, Rating, RatingSuspicion, SlipBatch
from feedback.tests.factories import make_counter, make_ratings

FIRST, END = date(2026, 10, 1), date(2026, 11, 1)


def test_bits_are_the_ticks_in_their_order(cast: Cast, counter: Counter) -> None:
    """Low four are "4 xin", high four "4 luôn"."""
    make_ratings(counter, date(2026, 10, 3), 5, 5, 5, courtesies=0b1111_1111)
    make_ratings(counter, date(2026, 10, 4), 2, 2, courtesies=0b0001_0101)
    agency = cast.department.pk
    assert released_totals(FIRST, END, [agency], today=END) == {agency: (5, 19, 16, 14)}
    month = released_months(FIRST, END, None, today=END)[agency, FIRST]
    assert month.whole is not None
    assert month.whole.sums[1:9] == (5, 3, 5, 3, 5, 3, 3, 3)
    assert released_wholes(FIRST, END, None, today=END) == {(agency, FIRST): (5, 19)}


@pytest.mark.parametrize(
    ("entered_at", "on", "told"),
    [
        (datetime(2026, 10, 31, 16, 59, tzinfo=UTC), END, 10),  # still the 31st in Vietnam
        (datetime(2026, 10, 31, 17, 0, tzinfo=UTC), END, 5),  # the first of November
        (datetime(2026, 10, 31, 17, 0, tzinfo=UTC), END + timedelta(days=1), 10),
    ],
)
def test_a_slip_is_known_from_the_day_it_is_keyed_in(
    cast: Cast, counter: Counter, entered_at: datetime, on: date, told: int
) -> None:
    batch = SlipBatch.objects.create(
        id=uuid4(), counter=counter, day=FIRST, content_sha256="", entered_by=cast.admin,
        entered_at=entered_at,
    )  # fmt: skip
    make_ratings(counter, FIRST, 5, 5, 5, 5, 5)
    slips = make_ratings(counter, FIRST, 1, 1, 1, 1, 1)
    Rating.objects.filter(pk__in=[one.pk for one in slips]).update(slips=batch)
    agency = cast.department.pk
    assert released_totals(FIRST, END, [agency], today=on)[agency][0] == told
    assert released_months(FIRST, END, [agency], today=on)[agency, FIRST].whole.answers == told


@pytest.mark.parametrize("seed", range(4))
def test_a_score_reads_what_the_pages_tell(cast: Cast, counter: Counter, seed: int) -> None:
    """Whatever the day: running, over, with slips and lifted suspicions that came late."""
    rng = Random(seed)
    counters = [counter, make_counter(cast.department, "Quầy 2"), make_counter(cast.commune, "Quầy xã")]
    aside = RatingSuspicion.objects.create(
        counter=counter, day=FIRST, pattern="source", state="cleared",
        decided_at=datetime(2026, 11, 5, 3, tzinfo=UTC),
    )  # fmt: skip
    for number in range(31):
        for one in counters:
            made = make_ratings(
                one, FIRST + timedelta(days=number), *(rng.randint(1, 5) for _ in range(rng.randint(0, 4)))
            )
            if made and rng.random() < 0.1:
                Rating.objects.filter(pk=made[0].pk).update(suspicion=aside)
    agencies = [cast.department.pk, cast.commune.pk]
    for number in (5, 12, 20, 31, 37, 45):
        today = FIRST + timedelta(days=number)
        months = released_months(FIRST, END, agencies, today=today)
        pages = {
            agency: (month.whole.answers, month.whole.sums[0])
            for (agency, _first), month in months.items()
            if month.whole
        }
        scored = released_totals(FIRST, END, agencies, today=today)
        assert {agency: sums[:2] for agency, sums in scored.items()} == pages
