"""Double inspections: how nearly two teams record the same agency (row 67 of the features).

A pair is compared criterion by criterion, where both teams recorded one; "does not apply" is no value. Kappa
is Cohen's: agreement on "is there a shortcoming" beyond what two teams would reach by chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

POINTS = 100
CLOSE = 0.1
"""Values that differ by at most this much agree."""
MOST_DAYS = 30
"""Further apart, an agency may have changed and the pair says nothing of the teams."""
EPSILON = 1e-9
"""Slack of the comparison with CLOSE: 0.9 − 0.8 is not 0.1 in floats."""


class Reading(NamedTuple):
    """What a team recorded for one criterion: the value in [0, 1] (S2), and whether it is a shortcoming."""

    value: float
    is_short: bool


@dataclass(frozen=True, slots=True)
class Visited:
    """One of the two visits: its day, its team, and what was recorded by criterion."""

    on: date
    team: frozenset[int]
    is_concluded: bool
    readings: Mapping[int, Reading]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts over the criteria that both teams recorded; they add up over pairs.

    ``gap`` is the sum of absolute differences of values; ``both`` to ``neither`` say who saw a shortcoming.
    """

    pairs: int = 0
    n: int = 0
    close: int = 0
    gap: float = 0.0
    both: int = 0
    only_first: int = 0
    only_second: int = 0
    neither: int = 0

    @property
    def share_close(self) -> float | None:
        """Share in [0, 1] of criteria whose values differ by at most CLOSE; None of nothing."""
        return self.close / self.n if self.n else None

    @property
    def mean_gap(self) -> float | None:
        """Mean absolute difference in points of 100; None of nothing."""
        return POINTS * self.gap / self.n if self.n else None

    @property
    def share_same(self) -> float | None:
        """Share in [0, 1] of criteria on which both say alike whether there is a shortcoming."""
        return (self.both + self.neither) / self.n if self.n else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa in [−1, 1] of the same; None where chance alone would agree always."""
        if self.share_same is None:
            return None
        first = (self.both + self.only_first) / self.n
        second = (self.both + self.only_second) / self.n
        chance = first * second + (1 - first) * (1 - second)
        return None if chance > 1 - EPSILON else (self.share_same - chance) / (1 - chance)


def why_not_counted(first: Visited, second: Visited) -> str:
    """Why a pair says nothing of agreement, for people to read; empty when it counts."""
    if not (first.is_concluded and second.is_concluded):
        return "Chưa đủ hai kết luận."
    if first.team & second.team:
        return "Có người tham gia cả hai đoàn."
    if abs((second.on - first.on).days) > MOST_DAYS:
        return f"Hai cuộc cách nhau quá {MOST_DAYS} ngày."
    if not first.readings.keys() & second.readings.keys():
        return "Không có tiêu chí nào cả hai đoàn cùng ghi nhận."
    return ""


def agreement(first: Visited, second: Visited) -> Agreement:
    """The figures of one pair; nothing at all when ``why_not_counted`` has a reason."""
    if why_not_counted(first, second):
        return Agreement()
    shared = sorted(first.readings.keys() & second.readings.keys())
    seen = [(first.readings[key], second.readings[key]) for key in shared]
    gaps = [abs(one.value - other.value) for one, other in seen]
    return Agreement(
        pairs=1,
        n=len(seen),
        close=sum(gap <= CLOSE + EPSILON for gap in gaps),
        gap=sum(gaps),
        both=sum(one.is_short and other.is_short for one, other in seen),
        only_first=sum(one.is_short and not other.is_short for one, other in seen),
        only_second=sum(other.is_short and not one.is_short for one, other in seen),
        neither=sum(not (one.is_short or other.is_short) for one, other in seen),
    )


def overall(pairs: Iterable[Agreement]) -> Agreement:
    """All pairs together, criterion by criterion, so that a longer visit weighs more."""
    rows = list(pairs)
    names = Agreement.__slots__
    return Agreement(**{name: sum(getattr(row, name) for row in rows) for name in names})
