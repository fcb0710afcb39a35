"""What the rules are fed with (S1). Tuples with names: a month makes 31,000 of them, and they are three times
cheaper to make than frozen dataclasses while being just as unchangeable."""

from decimal import Decimal
from functools import partial
from typing import NamedTuple


class SourceInput(NamedTuple):
    """What one source says about one criterion of one agency in one period.

    ``n`` is how much was seen and ``k`` what it came to; ``measures`` says what both mean per measure.
    ``n`` = 0 is "no data", never a zero. ``age`` is in months: 0 seen in this period, 1 in the one before.
    ``rows`` are the ids of the rows it came from, passed through to the breakdown.
    """

    position: int
    source: str
    n: int
    k: int
    age: int = 0
    rows: tuple[int, ...] = ()


make_input = partial(tuple.__new__, SourceInput)
"""Build an input from a tuple of its six fields, for those who make thousands."""


class Adjustment(NamedTuple):
    """A bonus or a deduction for the agency as a whole, in points, not negative (S7).

    ``kind`` is ``"bonus"`` or ``"deduction"``; what is not ``verified`` is listed and moves nothing.
    """

    kind: str
    points: Decimal
    reason: str
    verified: bool = True
    rows: tuple[int, ...] = ()


class KnockOut(NamedTuple):
    """A critical finding that caps the grade once it is confirmed (S8)."""

    reason: str
    confirmed: bool = True
    rows: tuple[int, ...] = ()


class Evidence(NamedTuple):
    """How much was looked at in the period, for the confidence mark (S10).

    ``visits``: concluded inspections still valid; ``submitted`` of ``expected`` self-assessments;
    ``ratings``: answers of citizens, ``None`` where the agency meets no citizens.
    """

    visits: int
    submitted: int
    expected: int
    ratings: int | None = None
