"""Random months in which every rating is a person who can be traced through all sums."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from feedback.rules.heard import Month, month_of
from feedback.rules.release import Part, cells
from feedback.tests.voice.differencing import Group

FIRST, END = date(2026, 11, 1), date(2026, 12, 1)
READINGS = [FIRST + timedelta(days=number) for number in range(40)]


def random_parts(rng: Random) -> list[Part]:
    """One agency's November: one to four counters, busy or hardly used, and some slips keyed in late.

    The sum of a part has a bit for each of its people, so that of a cell says who is in it.
    """
    parts, people = [], 0
    for counter, day, n in _visits(rng):
        if n:
            parts.append(Part(counter, day, n, (((1 << n) - 1) << people,)))
            people += n
    return parts


def _visits(rng: Random) -> Iterator[tuple[int, date, int]]:
    for counter in range(1, rng.randint(1, 4) + 1):
        busy = rng.choice((0.1, 0.5, 1, 3))
        for number in range(30):
            yield counter, FIRST + timedelta(days=number), min(8, int(rng.expovariate(1 / busy)))
        if rng.random() < 0.3:
            yield counter, END + timedelta(days=rng.randint(0, 6)), rng.randint(1, 6)


def shown(parts: list[Part], today: date) -> list[Group]:
    """Whose sums the pages show on a day: each counter, the small ones together, the late, the agency."""
    return groups_of(month_of(cells(parts, ends_on=END, today=today), ends_on=END, today=today))


def groups_of(month: Month) -> list[Group]:
    """The people behind each figure of a month."""
    parts = [*month.counters.values(), month.together, month.late, month.whole]
    return [one.sums[0] for one in parts if one]


def shown_freely(parts: list[Part], today: date) -> list[Group]:
    """The same if nobody thought of subtraction: every counter and the agency from five, at once."""
    past = [part for part in parts if part.day < today]
    by_counter = [[part for part in past if part.counter == counter] for counter in range(1, 5)]
    groups = [sum(part.sums[0] for part in here) for here in (*by_counter, past)]
    return [group for group in groups if group.bit_count() >= 5]
