"""What an agency may learn from its ratings: counts from five, by whole days, in batches of five.

Whoever looks at a running figure twice can subtract. A figure therefore grows only by whole past days
that together bring at least five more ratings, so no two readings differ by fewer than five people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.numbers import half_up

LEAST = 5


@dataclass(frozen=True, slots=True)
class DaySums:
    """The ratings of one day: how many, their stars added up, and each of the eight ticks."""

    day: date
    answers: int
    stars: int
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """Figures that may be shown: ``answers`` ≥ 5, mean of the stars 1–5, share of each tick in [0, 1]."""

    until: date
    answers: int
    mean: Decimal
    shares: tuple[Decimal, ...]


def release(days: Iterable[DaySums], today: date, *, least: int = LEAST) -> Released | None:
    """The figures of the days before ``today``, up to the last full batch; None while there is none.

    ``days`` belong to one counter and one period and come oldest first.
    """
    held: list[DaySums] = []
    shown: list[DaySums] = []
    for one in days:
        if one.day < today:
            held.append(one)
        if sum(day.answers for day in held) >= least:
            shown += held
            held = []
    return _figures(shown) if shown else None


def _figures(days: list[DaySums]) -> Released:
    answers = sum(day.answers for day in days)
    ticks = [sum(column) for column in zip(*(day.ticks for day in days), strict=True)]
    return Released(
        until=days[-1].day,
        answers=answers,
        mean=half_up(Decimal(sum(day.stars for day in days)) / answers),
        shares=tuple(Decimal(count) / answers for count in ticks),
    )
