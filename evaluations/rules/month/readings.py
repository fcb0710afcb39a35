"""S1, S2 and S4 for a month: inputs pooled by agency, criterion and source, and read into values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np

from evaluations.rules.blending import (
    IS_COUNTED,
    IS_LAPSED,
    IS_NO_WEIGHT,
    IS_TOO_FEW,
    Blend,
    Reading,
)
from evaluations.rules.inputs import SourceInput
from evaluations.rules.month.arrays import LARGEST, Flags, Ints, cells_of, plan_arrays
from evaluations.rules.plan import SLOT_OF, WIDTH, Plan


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Every source that spoke, in order of agency, criterion and source; ``cell`` numbers all three."""

    cell: Ints
    n: Ints
    k: Ints
    age: Ints
    weight: Ints
    standing: Ints
    above: Ints
    below: Ints

    @property
    def counted(self) -> Flags:
        """Which readings count (S4)."""
        return np.equal(self.standing, IS_COUNTED)

    def blends(self, criteria: Ints) -> Iterator[tuple[int, Blend]]:
        """Some criteria (numbered agency × criterion) as the pure path has them, and where each begins."""
        columns = (self.standing, self.weight, self.n, self.k, self.age, self.above, self.below)
        table = np.stack((self.cell % WIDTH, *columns), axis=1)
        ends = np.searchsorted(self.cell, (criteria * WIDTH, (criteria + 1) * WIDTH)).T.tolist()
        for first, last in ends:
            readings: list[Reading] = [(*row, ()) for row in table[first:last].tolist()]
            weight = sum(reading[2] for reading in readings if reading[1] == IS_COUNTED)
            yield first, Blend(weight, readings)


def read_month(plan: Plan, months: Sequence[Sequence[SourceInput]]) -> Readings | None:
    """The inputs of every agency pooled (S1, S4) and read (S2); None for what arrays do not hold.

    That is numbers too large for them, and inputs that name the rows they came from.
    """
    columns: list[tuple[Any, ...]] = list(zip(*chain.from_iterable(months), strict=True)) or [()] * 6
    if any(columns[5]):
        return None
    agency = np.repeat(np.arange(len(months)), [len(inputs) for inputs in months])
    return read_cells(plan, *_pooled(plan, len(months), agency, columns))


def read_cells(plan: Plan, cell: Ints, n: Ints, k: Ints, age: Ints) -> Readings | None:
    """Cells that are pooled already, in order, n at least 1, read (S2) and judged (S4); None if too large."""
    arrays = plan_arrays(plan)
    of_plan = cell % cells_of(1, plan)
    a, b, e, c, f, floor_above, floor_below = arrays.line[:, of_plan]
    largest = max(n.max(initial=1), k.max(initial=1)) * (abs(arrays.line).max(initial=1) + 1) ** 2
    if float(largest) * 4 > LARGEST:
        return None
    above, below = a * k + b * n + e, c * n + f
    full = above >= below
    least = ~full & (above * floor_below <= floor_above * below)
    above = np.where(full, 1, np.where(least, floor_above, above))
    below = np.where(full, 1, np.where(least, floor_below, below))
    weight = arrays.weight[of_plan]
    standing = np.select(
        [age > arrays.oldest[of_plan], n < arrays.least_n[of_plan], weight == 0],
        [IS_LAPSED, IS_TOO_FEW, IS_NO_WEIGHT],
        IS_COUNTED,
    )
    return Readings(cell, n, k, age, weight, standing, above, below)


def _pooled(
    plan: Plan, agencies: int, agency: Ints, columns: Sequence[tuple[Any, ...]]
) -> tuple[Ints, Ints, Ints, Ints]:
    """Cells that have data with n, k and age: the youngest inputs of each, added up (S2, S4)."""
    position, n, k, age = (np.array(columns[at], np.int64) for at in (0, 2, 3, 4))
    slot = np.array([SLOT_OF[source] for source in columns[1]], np.int64)
    if position.size and not 0 <= position.min() <= position.max() < len(plan.criteria):
        raise IndexError("an input lies outside the set")
    cell = (agency * len(plan.criteria) + position) * WIDTH + slot
    seen = n > 0
    cell, n, k, age = cell[seen], n[seen], k[seen], age[seen]
    youngest = np.full(cells_of(agencies, plan), np.iinfo(np.int64).max)
    np.minimum.at(youngest, cell, age)
    kept = age == youngest[cell]
    cell, n, k = cell[kept], n[kept], k[kept]
    sums = np.zeros((2, youngest.size), np.int64)
    np.add.at(sums[0], cell, n)
    np.add.at(sums[1], cell, k)
    cell = np.flatnonzero(sums[0])
    return cell, sums[0][cell], sums[1][cell], youngest[cell]
