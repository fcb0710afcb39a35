"""S12: a parent's and the province's figures: the headcount-weighted mean and the simple mean, named so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from evaluations.rules.rounding import apportion, from_cents, nearest, to_cents


class Member(NamedTuple):
    """One agency below: headcount and published total, None without data; provisional ones stay out."""

    key: int
    headcount: int
    total: Decimal | None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """Both means, half up to 0.01 once, and what they were made of.

    ``parts`` splits the weighted mean among the agencies counted, exactly (their sum is ``weighted``).
    """

    weighted: Decimal | None
    simple: Decimal | None
    counted: int
    agencies: int
    headcount_counted: int
    headcount: int
    parts: dict[int, Decimal]


def means(members: Iterable[Member]) -> Means:
    """Both means over the agencies that have a figure that is not provisional; the others are only counted.

    An agency of no headcount weighs nothing in the weighted mean and one in the simple mean.
    """
    every = sorted(members)
    counted = [(m.key, m.headcount, to_cents(m.total)) for m in every if _counts(m) and m.total is not None]
    people = sum(headcount for _, headcount, _ in counted)
    simple = nearest(sum(cents for _, _, cents in counted), len(counted)) if counted else None
    products = [headcount * cents for _, headcount, cents in counted]
    weighted = nearest(sum(products), people) if people else None
    return Means(
        None if weighted is None else from_cents(weighted),
        None if simple is None else from_cents(simple),
        len(counted),
        len(every),
        people,
        sum(member.headcount for member in every),
        _parts([key for key, _, _ in counted], products, people, weighted),
    )


def _counts(member: Member) -> bool:
    return not member.provisional


def _parts(
    keys: Sequence[int], products: Sequence[int], people: int, whole: int | None
) -> dict[int, Decimal]:
    if whole is None:
        return {}
    return dict(zip(keys, map(from_cents, apportion(products, people, whole)), strict=True))
