"""Which parameters each measure asks for (S2), so that a page shows exactly those."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evaluations.enums import Measure
from evaluations.rules.set_rules import MeasureParams

NEEDED: Mapping[str, tuple[str, ...]] = {
    Measure.RATIO.value: (),
    Measure.BOOLEAN.value: ("proved_by",),
    Measure.SCALE.value: ("scale_max",),
    Measure.LEVELS.value: ("levels",),
    Measure.DEDUCTION.value: ("deduction", "floor", "levels"),
    Measure.COUNT_DEDUCT.value: ("deduction", "floor"),
    Measure.CITIZEN_5.value: (),
    Measure.SURVEY_5.value: (),
    Measure.CHECKLIST.value: ("checklist_size",),
    Measure.BONUS.value: ("per_item",),
    Measure.COUNT.value: ("target",),
}
OF_ANY = ("citizen_reads", "case_deduction", "asks", "replaced_by_uniform")
"""What any measure may have beside."""

OF_SOME = frozenset(name for names in NEEDED.values() for name in names)


def asked_of(measure: str) -> tuple[str, ...]:
    """The parameters a criterion of that measure is asked for; one not listed has only the common ones."""
    return (*NEEDED.get(measure, ()), *OF_ANY)


def with_params(standing: MeasureParams, measure: str, given: Mapping[str, Any]) -> MeasureParams:
    """``standing`` with what was given; what belongs to another measure goes back to its default.

    What no page asks for stays as it is.
    """
    default = MeasureParams()
    foreign = OF_SOME - set(NEEDED.get(measure, ()))
    cleared = {name: getattr(default, name) for name in foreign}
    return replace(standing, **cleared | {name: given[name] for name in asked_of(measure) if name in given})
