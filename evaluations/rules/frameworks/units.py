"""Many marked units (dossiers, products) as the one input of a criterion (S1, S2): exact, in whole numbers.

n is what all units could have reached, k what they reached, so Σk / Σn is the mean of the units by weight.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Measure
from evaluations.rules.inputs import SourceInput
from evaluations.rules.set_rules import CriterionRule


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

    Of LEVELS each unit has the marks of its level. Of RATIO with a ``deduction`` every error takes that share
    of its own unit, down to the floor; errors with objective causes take nothing (NĐ 335/2025 Đ14.2). Raises
    ValueError for another measure.
    """
    if criterion.measure == Measure.LEVELS:
        each = int(max((level.points for level in criterion.params.levels), default=Decimal(0)))
        reached = [(unit.weight, _by_marks(unit, each)) for unit in units]
    elif criterion.measure == Measure.RATIO and criterion.params.deduction:
        each = _steps(criterion)
        reached = [(unit.weight, _by_errors(criterion, unit, each)) for unit in units]
    else:
        raise ValueError(f"Tiêu chí {criterion.code} không chấm trên từng hồ sơ, sản phẩm.")
    n = each * sum(weight for weight, _ in reached)
    return SourceInput(criterion.position, source, n, sum(weight * steps for weight, steps in reached))


def _steps(criterion: CriterionRule) -> int:
    """Into how many whole steps one unit is cut so that an error and the floor are whole numbers of them."""
    deduction = criterion.params.deduction or Decimal(0)
    return deduction.as_integer_ratio()[1] * criterion.params.floor.as_integer_ratio()[1]


def _by_marks(unit: Unit, each: int) -> int:
    if not 0 <= unit.marks <= each:
        raise ValueError(f"Điểm {unit.marks} nằm ngoài các mức.")
    return unit.marks


def _by_errors(criterion: CriterionRule, unit: Unit, each: int) -> int:
    counted = unit.errors - unit.excused
    if counted < 0:
        raise ValueError("Số lỗi được loại trừ nhiều hơn số lỗi.")
    lost = int((criterion.params.deduction or Decimal(0)) * each) * counted
    return max(each - lost, int(criterion.params.floor * each))


def listed_input(criterion: CriterionRule, source: str, n: int, cases: Mapping[str, int]) -> SourceInput:
    """Verified cases of a list of deductions: ``cases`` counts them by the label of the list (S2).

    k is what they take together, in steps of ``deduction`` × the criterion's points. However much that is,
    the criterion, and a group that has only it, never falls below its floor. Raises ValueError where a label
    is not on the list or what it takes is no whole number of steps.
    """
    taken = {level.label: level.points for level in criterion.params.levels}
    step = (criterion.params.deduction or Decimal(0)) * criterion.max_points
    k = 0
    for label, times in cases.items():
        if label not in taken or not step or taken[label] % step:
            raise ValueError(f"Tiêu chí {criterion.code}: “{label}” không tính được theo danh mục.")
        k += times * int(taken[label] / step)
    return SourceInput(criterion.position, source, n, k)
