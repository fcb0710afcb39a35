"""S3 weighted mean of the sources present, S4 missing is not zero, S5 what does not apply."""

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from math import lcm
from types import MappingProxyType
from typing import NamedTuple

from evaluations.enums import AppliesTo, NotApplicable
from evaluations.rules.inputs import SourceInput
from evaluations.rules.measures import read
from evaluations.rules.plan import SLOT_OF, WIDTH, CriterionPlan, Plan
from evaluations.rules.results import COUNTED, LAPSED, NO_WEIGHT, STATUSES, TOO_FEW
from evaluations.rules.set_rules import SetRules

Cells = list[SourceInput | None]
Reading = tuple[int, int, int, int, int, int, int, int, tuple[int, ...]]
"""slot, standing, weight, n, k, age, value as numerator and denominator, rows"""

IS_COUNTED, IS_TOO_FEW, IS_LAPSED, IS_NO_WEIGHT = map(STATUSES.index, (COUNTED, TOO_FEW, LAPSED, NO_WEIGHT))


class Blend(NamedTuple):
    """A criterion's readings in canonical order, and the weight of those that count: 0 is no data (S4)."""

    weight: int
    readings: list[Reading]

    @property
    def fraction(self) -> tuple[int, int]:
        """The weighted mean of the readings that count as an exact fraction (S3); 0/0 without data."""
        numerator, denominator = 0, 1
        for _, standing, weight, _, _, _, above, below, _ in self.readings:
            if standing == IS_COUNTED:
                numerator = numerator * below + weight * above * denominator
                denominator *= below
        return numerator, denominator * self.weight


def admit(plan: Plan, inputs: Iterable[SourceInput]) -> Cells:
    """One cell per criterion and source, in canonical order whatever order they came in (S1).

    Inputs of one age are pooled, Σk of Σn (S2); of several ages the youngest stands (S4). n = 0 is no data.
    Raises KeyError for an unknown source and IndexError for a position outside the set.
    """
    cells: Cells = [None] * (len(plan.criteria) * WIDTH)
    for given in inputs:
        if given[2] <= 0:
            continue
        slot = given[0] * WIDTH + SLOT_OF[given[1]]
        standing = cells[slot]
        cells[slot] = given if standing is None else pool(standing, given)
    return cells


def pool(one: SourceInput, other: SourceInput) -> SourceInput:
    """Two inputs of the same criterion and source as one: the younger, or both together if equally old."""
    if one.age != other.age:
        return one if one.age < other.age else other
    rows = tuple(sorted({*one.rows, *other.rows}))
    return SourceInput(one.position, one.source, one.n + other.n, one.k + other.k, one.age, rows)


def blend(criterion: CriterionPlan, cells: Cells) -> Blend:
    """Read the sources present and decide which count (S4); those that do not are kept as seen.

    A plain share, which most lines are, is read here: calling ``measures.read`` for each was a tenth of a
    month's scoring. A test compares both.
    """
    readings: list[Reading] = []
    present = 0
    start = criterion[0] * WIDTH
    for (slot, weight, least, oldest, share, line), cell in zip(
        criterion[5], cells[start : start + WIDTH], strict=True
    ):
        if cell is None:
            continue
        _, _, n, k, age, rows = cell
        if not share:
            above, below = read(line, n, k)
        elif k <= 0:
            above, below = 0, 1
        elif k >= share * n:
            above, below = 1, 1
        else:
            above, below = k, share * n
        if age > oldest:
            standing = IS_LAPSED
        elif n < least:
            standing = IS_TOO_FEW
        elif not weight:
            standing = IS_NO_WEIGHT
        else:
            standing = IS_COUNTED
            present += weight
        readings.append((slot, standing, weight, n, k, age, above, below, rows))
    return _make_blend((present, readings))


_make_blend = partial(tuple.__new__, Blend)


class Shares(NamedTuple):
    """Points of each criterion after S5, in whole units: ``unit`` of them make one point."""

    unit: int
    units: tuple[int, ...]


@lru_cache(maxsize=1024)
def share_points(plan: Plan, not_applicable: frozenset[int]) -> Shares:
    """Points after S5: what is redistributed goes in equal parts to the applicable criteria of its group.

    A criterion that is redistributed or left out keeps 0; one with full marks keeps its own points. A group
    whose points are shared equally is shared among those that apply, whatever the treatment. Kept: agencies
    of one kind mostly lack the same criteria.
    """
    units = [0 if criterion.is_bonus else criterion.units for criterion in plan.criteria]
    if not not_applicable:
        return Shares(plan.unit, tuple(units))
    receivers = [_receivers(plan, group, not_applicable) for group in range(len(plan.members))]
    factor = lcm(1, *(len(group) for group in receivers if group))
    units = [unit * factor for unit in units]
    for group, heirs in enumerate(receivers):
        for heir in heirs if plan.shared[group] else ():
            units[heir] = plan.shared[group] * factor // len(heirs)
    for position in not_applicable:
        criterion = plan.criteria[position]
        if criterion.not_applicable == NotApplicable.FULL_MARKS:
            continue
        if criterion.not_applicable == NotApplicable.REDISTRIBUTE and not plan.shared[criterion.group]:
            heirs = receivers[criterion.group]
            for heir in heirs:
                units[heir] += criterion.units * factor // len(heirs)
        units[position] = 0
    return Shares(plan.unit * factor, tuple(units))


def _receivers(plan: Plan, group: int, not_applicable: frozenset[int]) -> list[int]:
    """Who divides a group's points: those that apply; full marks have a part of a shared group."""
    return [
        position
        for position in plan.members[group]
        if position not in not_applicable
        or (plan.shared[group] and plan.criteria[position].not_applicable == NotApplicable.FULL_MARKS)
    ]


@lru_cache(maxsize=256)
def not_applicable_to(rules: SetRules, *, has_counter: bool, sector_uniform: bool) -> Mapping[int, str]:
    """Positions that do not apply to an agency because of what it is, with the reason shown (S5)."""
    reasons: dict[int, str] = {}
    for criterion in rules.criteria:
        if criterion.applies_to == AppliesTo.COUNTER and not has_counter:
            reasons[criterion.position] = "Cơ quan không có quầy tiếp công dân."
        elif criterion.applies_to == AppliesTo.UNIFORM and not sector_uniform:
            reasons[criterion.position] = "Cơ quan không có trang phục ngành."
        elif criterion.params.replaced_by_uniform and sector_uniform:
            reasons[criterion.position] = "Cơ quan mặc trang phục ngành, chấm theo tiêu chí trang phục ngành."
    return MappingProxyType(reasons)
