"""S12: a parent's and the province's figures: the headcount-weighted mean and the simple mean, named so."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from evaluations.rules.rounding import apportion, from_cents, nearest, to_cents


class Member(NamedTuple):
    """One agency below: headcount and published total, None without data; provisional ones stay out."""

    key: int
    headcount: int
    total: Decimal | None
    provisional: bool = False


@dataclass(frozen=True)
class Means:
    """Both means, half up to 0.01 once, and what they were made of: headcount × cents by agency counted."""

    weighted: Decimal | None
    simple: Decimal | None
    counted: int
    agencies: int
    headcount_counted: int
    headcount: int
    products: tuple[tuple[int, int], ...]

    @cached_property
    def parts(self) -> dict[int, Decimal]:
        """The weighted mean split among the agencies counted, exactly: their sum is ``weighted``."""
        if self.weighted is None:
            return {}
        keys, products = zip(*self.products, strict=True)
        cents = apportion(products, self.headcount_counted, to_cents(self.weighted))
        return dict(zip(keys, map(from_cents, cents), strict=True))


def means(members: Iterable[Member]) -> Means:
    """Both means over the agencies that have a figure that is not provisional; the others are only counted.

    An agency of no headcount weighs nothing in the weighted mean and one in the simple mean.
    """
    every = sorted(members)
    counted = [
        (key, headcount, to_cents(total))
        for key, headcount, total, provisional in every
        if total is not None and not provisional
    ]
    people = sum(headcount for _, headcount, _ in counted)
    simple = nearest(sum(cents for _, _, cents in counted), len(counted)) if counted else None
    products = tuple((key, headcount * cents) for key, headcount, cents in counted)
    weighted = nearest(sum(product for _, product in products), people) if people else None
    return Means(
        None if weighted is None else from_cents(weighted),
        None if simple is None else from_cents(simple),
        len(counted),
        len(every),
        people,
        sum(member.headcount for member in every),
        products,
    )
