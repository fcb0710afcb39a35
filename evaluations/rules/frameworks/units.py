"""How whoever records n and k of a criterion counts dossiers and products (S1, S2): exact, in whole numbers.

The portal scores n and k by the criterion's measure; it keeps no register of single dossiers and products, so
they are counted by hand as each set's ``how_measured`` says, and these functions say the same for tests and
imports. n is the parts that all units have together, k those reached (LEVELS) or lost (COUNT_DEDUCT).
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from evaluations.enums import Measure
from evaluations.rules.inputs import SourceInput
from evaluations.rules.set_rules import CriterionRule

PARTS = 4
"""Parts of one product: an error takes one, 25 %."""


class Unit(NamedTuple):
    """One dossier or product. ``marks`` of a level, or ``errors`` of which ``excused`` had objective causes.

    ``weight`` is how many standard products it stands for.
    """

    marks: int = 0
    errors: int = 0
    excused: int = 0
    weight: int = 1


def units_input(criterion: CriterionRule, source: str, units: Iterable[Unit]) -> SourceInput:
    """The units as one input; none at all is no data (S4).

    Of LEVELS each unit has the marks of its level. Of COUNT_DEDUCT each unit is four parts; every error takes
    one of its own unit's, 25 %, all four at most; errors with objective causes take none (NĐ 335/2025 Đ14.2).
    Raises ValueError for another measure, or where a part lost is not a part of the value.
    """
    if criterion.measure == Measure.LEVELS:
        each = int(max((level.points for level in criterion.params.levels), default=Decimal(0)))
        counted = [(unit.weight, _by_marks(unit, each)) for unit in units]
    elif criterion.measure == Measure.COUNT_DEDUCT and criterion.params.deduction == 1:
        each = PARTS
        counted = [(unit.weight, _by_errors(unit)) for unit in units]
    else:
        raise ValueError(f"Tiêu chí {criterion.code} không chấm trên từng hồ sơ, sản phẩm.")
    n = each * sum(weight for weight, _ in counted)
    return SourceInput(criterion.position, source, n, sum(weight * parts for weight, parts in counted))


def _by_marks(unit: Unit, each: int) -> int:
    if not 0 <= unit.marks <= each:
        raise ValueError(f"Điểm {unit.marks} nằm ngoài các mức.")
    return unit.marks


def _by_errors(unit: Unit) -> int:
    counted = unit.errors - unit.excused
    if counted < 0:
        raise ValueError("Số lỗi được loại trừ nhiều hơn số lỗi.")
    return min(counted, PARTS)


def listed_input(criterion: CriterionRule, source: str, cases: Mapping[str, int]) -> SourceInput:
    """Verified cases of a list of deductions: ``cases`` counts them by the label of the list (S2).

    n is the criterion in steps of ``deduction`` × its points, k the steps that the cases take together, n at
    most: the criterion, and a group that has only it, never falls below its floor. Raises ValueError where a
    label is not on the list or what it takes is no whole number of steps.
    """
    taken = {level.label: level.points for level in criterion.params.levels}
    step = (criterion.params.deduction or Decimal(0)) * criterion.max_points
    n = ceil(criterion.max_points / step) if step else 0
    k = 0
    for label, times in cases.items():
        if label not in taken or not step or taken[label] % step:
            raise ValueError(f"Tiêu chí {criterion.code}: “{label}” không tính được theo danh mục.")
        k += times * int(taken[label] / step)
    return SourceInput(criterion.position, source, n, min(k, n))
