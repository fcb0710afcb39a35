"""The same shortcoming again: how far back is looked, and from how many visits on it is a repeat."""

from collections.abc import Mapping
from datetime import date

WINDOW_MONTHS = 24
"""Months back from a day within which a shortcoming found again is a repeat."""

REPEATS_FROM = 2
"""Concluded inspections with the same shortcoming from which it is called recurring."""


def window_start(on: date) -> date:
    """The first day of the window that ends with ``on``, both included: the same day 24 months earlier."""
    year = on.year - WINDOW_MONTHS // 12
    # Only 29 February has no such day; its window begins a day earlier, never later.
    return on.replace(year=year, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=year)


def repeats(times: Mapping[str, int]) -> dict[str, int]:
    """Of how many inspections found each criterion short, those that are repeats."""
    return {code: count for code, count in times.items() if count >= REPEATS_FROM}


def badge(count: int) -> str:
    """ "tái diễn lần n": the n-th time after the first, "" while it is the first; ``count`` ≥ 0 visits."""
    return f"Tái diễn lần {count - 1}" if count >= REPEATS_FROM else ""
