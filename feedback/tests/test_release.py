"""What an agency may learn: whole days, batches of five, one held back, small counters together (G2, G32)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.release import LEAST, Cell, Part, batches, cells, running_sums

FIRST, END = date(2026, 11, 1), date(2026, 12, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def parts(counter: int, *counts: int) -> list[Part]:
    """A day after the other from the first of the month, each with so many ratings."""
    return [Part(counter, day(place), n, (5 * n,)) for place, n in enumerate(counts) if n]


def told(rows: list[Part], today: date) -> dict[tuple[int, ...], int]:
    """Ratings told by the counters they belong to."""
    found: dict[tuple[int, ...], int] = {}
    for cell in cells(rows, ends_on=END, today=today):
        found[cell.counters] = found.get(cell.counters, 0) + cell.n
    return found


@pytest.mark.parametrize(
    ("counts", "on", "shown"),
    [
        ([4], 9, {}),  # four are never told
        ([5], 9, {}),  # the only full batch is held back while the month runs
        ([5, 5], 9, {(1,): 5}),
        ([5, 5], 1, {}),  # the day itself is not over
        ([5, 5], 2, {(1,): 5}),
        ([5, 5, 4], 9, {(1,): 5}),  # four more change nothing
        ([5, 5, 4, 1], 9, {(1,): 10}),
        ([2, 2, 3, 9], 9, {(1,): 7}),  # whole days only
        ([5, 5, 4], 30, {(1,): 14}),  # over: nobody is lost
        ([4], 30, {}),
        ([5], 30, {(1,): 5}),
    ],
)
def test_a_counter_alone(counts: list[int], on: int, shown: dict[tuple[int, ...], int]) -> None:
    assert told(parts(1, *counts), day(on)) == shown


@pytest.mark.parametrize(
    ("counters", "shown"),
    [
        ([[5, 5], [6]], {(1,): 10, (2,): 6}),
        ([[5, 5], [3]], {(1,): 5, (1, 2): 8}),  # the three would come out by subtraction
        ([[9], [3], [2]], {(1,): 9, (2, 3): 5}),  # together they are five
        ([[9], [7], [1]], {(1,): 9, (2, 3): 8}),  # the smallest joins them
        ([[3], [1]], {}),
        ([[3], [2]], {(1, 2): 5}),
    ],
)
def test_counters_of_too_few_people_are_told_together_when_the_month_is_over(
    counters: list[list[int]], shown: dict[tuple[int, ...], int]
) -> None:
    rows = [part for number, counts in enumerate(counters, start=1) for part in parts(number, *counts)]
    assert told(rows, END) == shown


def test_what_comes_late_waits_for_five() -> None:
    rows = [*parts(1, 6), Part(1, END, 3, (9,)), Part(2, END + timedelta(days=2), 4, (4,))]
    assert told(rows, END + timedelta(days=2)) == {(1,): 6}
    assert told(rows, END + timedelta(days=3)) == {(1,): 6, (): 7}


def test_sums_are_those_of_the_people_told() -> None:
    rows = [Part(1, day(0), 5, (21, 3)), Part(1, day(1), 2, (4, 0)), Part(1, day(2), 4, (10, 1))]
    assert cells(rows, ends_on=END, today=END) == [
        Cell((1,), day(0), 5, (21, 3)),
        Cell((1,), day(2), 6, (14, 1)),
    ]
    assert batches(rows) == [[rows[0]], rows[1:], []]


COUNTS = st.lists(st.integers(0, 9), min_size=30, max_size=30)
MONTHS = st.lists(COUNTS, min_size=1, max_size=4)


def _rows(month: list[list[int]]) -> list[Part]:
    return [part for number, counts in enumerate(month, start=1) for part in parts(number, *counts)]


@given(MONTHS)
def test_every_reading_is_a_sum_of_cells_that_are_told_for_good(month: list[list[int]]) -> None:
    """So whatever two readings differ by is whole cells: nobody, or at least five people."""
    rows = _rows(month)
    before: list[Cell] = []
    for number in range(33):
        now = cells(rows, ends_on=END, today=day(number))
        assert set(before) <= set(now)
        assert all(cell.n >= LEAST for cell in now)
        before = now


@given(MONTHS)
def test_a_month_that_is_over_tells_everybody_or_has_fewer_than_five(month: list[list[int]]) -> None:
    rows = _rows(month)
    people = sum(part.n for part in rows)
    assert sum(cell.n for cell in cells(rows, ends_on=END, today=END)) == (people if people >= LEAST else 0)


@given(MONTHS)
def test_without_counters_and_days_the_whole_is_the_same(month: list[list[int]]) -> None:
    """The quick way of the roll-up for a month that is over."""
    rows = _rows(month)
    n = sum(part.n for part in rows)
    quick = cells([Part(0, FIRST, n, (5 * n,))] if n else [], ends_on=END, today=END)
    whole = cells(rows, ends_on=END, today=END)
    assert sum(one.n for one in quick) == sum(one.n for one in whole)
    assert sum(one.sums[0] for one in quick) == sum(one.sums[0] for one in whole)


@given(MONTHS, st.integers(1, 29))
def test_the_quick_way_of_a_running_month_gives_the_same_sums(month: list[list[int]], on: int) -> None:
    rows = [part for part in _rows(month) if part.day < day(on)]
    told = cells(rows, ends_on=END, today=day(on))
    quick = running_sums([(9, part.counter, part.day, part.n, *part.sums) for part in reversed(rows)])
    sums = [sum(one.n for one in told), sum(one.sums[0] for one in told)]
    assert quick == ({9: tuple(sums)} if told else {})
