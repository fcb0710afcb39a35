"""Counts under five are never shown, and cannot be found by subtraction (RELIABILITY G32)."""

from collections.abc import Iterable
from typing import NamedTuple

from core.numbers import format_integer

LEAST = 5


class Tally(NamedTuple):
    """``n`` answers whose marks add up to ``k``, under a label; ``merged`` counts the labels put together."""

    label: str
    n: int
    k: int
    merged: int = 1


def at_least_five(tallies: Iterable[Tally], words: str) -> list[Tally]:
    """The tallies with the small ones put together under ``words``; n and k of the whole stay the same.

    When the small ones together are still fewer than five, the smallest of the others joins them, so that
    nobody finds the hidden count by taking the shown ones from the total. When all together are fewer than
    five nothing is shown at all.
    """
    every = [tally for tally in tallies if tally.n]
    small = [tally for tally in every if tally.n < LEAST]
    shown = [tally for tally in every if tally.n >= LEAST]
    if not small:
        return shown
    while shown and sum(tally.n for tally in small) < LEAST:
        smallest = min(shown, key=lambda tally: (tally.n, tally.label))
        shown.remove(smallest)
        small.append(smallest)
    n = sum(tally.n for tally in small)
    if n < LEAST:
        return []
    return [*shown, Tally(words, n, sum(tally.k for tally in small), len(small))]


def told(n: int) -> str:
    """A count of citizens' answers as it may be shown: "0", "dưới 5", or the number."""
    return format_integer(n) if n == 0 or n >= LEAST else f"dưới {LEAST}"
