"""What an agency may learn: counts from five, whole past days, batches of five (T2, T32)."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.release import DaySums, Released, release

FIRST = date(2026, 11, 1)


def days(*stars: list[int]) -> list[DaySums]:
    """One day after the other, each with its ratings; the first tick is in every rating."""
    return [
        DaySums(FIRST + timedelta(days=place), len(given), sum(given), (len(given), *[0] * 7))
        for place, given in enumerate(stars)
    ]


def after(count: int) -> date:
    return FIRST + timedelta(days=count)


def test_four_ratings_are_not_told() -> None:
    assert release(days([5, 5], [4, 1]), after(9)) is None


def test_five_are() -> None:
    shown = release(days([5, 5], [4, 1], [3]), after(9))
    assert shown == Released(after(2), 5, Decimal("3.60"), (Decimal(1), *[Decimal(0)] * 7))


def test_the_running_day_waits() -> None:
    assert release(days([5, 5, 4, 1, 3]), FIRST) is None
    assert release(days([5, 5, 4, 1, 3]), after(1)) is not None


def test_fewer_than_five_more_change_nothing() -> None:
    five = days([5, 5, 4, 1, 3])
    assert release([*five, *days([], [1, 1, 1, 1])], after(9)) == release(five, after(9))


def test_a_mean_is_rounded_half_up() -> None:
    shown = release(days([5, 5, 5, 5, 5, 5, 5, 4]), after(1))
    assert shown is not None
    assert shown.mean == Decimal("4.88")


@given(st.lists(st.lists(st.integers(1, 5), max_size=7), max_size=31))
def test_no_two_readings_differ_by_fewer_than_five_people(month: list[list[int]]) -> None:
    sums = days(*month)
    readings = [release(sums[:place], after(place)) for place in range(len(sums) + 1)]
    counts = [0, *(shown.answers if shown else 0 for shown in readings)]
    assert all(later == earlier or later - earlier >= 5 for earlier, later in pairwise(counts))
