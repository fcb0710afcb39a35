"""What a stored score does not tell and another set may ask, put to what the score was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from evaluations.rules.inputs import Adjustment, KnockOut, SourceInput
from evaluations.rules.restated import Restated
from evaluations.rules.set_rules import SetRules


class Beside(NamedTuple):
    """What was found of one agency beside its score.

    ``knock_outs`` are the month's critical findings, whether they lowered the stored grade or not (S8).
    ``older`` are the inspections as far back as the new set keeps them valid (S4); ``skipped`` is what they
    found not to apply, ``noted`` the reason that is given then. ``adjustments`` and ``conditions`` answer
    what the new set asks of the registers (S7, S9). Positions are those of the set of the score.
    """

    knock_outs: Sequence[KnockOut] = ()
    older: Sequence[SourceInput] = ()
    skipped: Mapping[int, str] = {}
    noted: str = ""
    adjustments: Sequence[Adjustment] = ()
    conditions: Mapping[str, bool] = {}


def completed(restated: Restated, beside: Beside, old: SetRules, new: SetRules) -> Restated:
    """The inputs with what ``new`` asks beyond ``old``; what both ask alike stays as the score had it."""
    have = {(one.position, one.source) for one in restated.inputs}
    older = [one for one in beside.older if (one.position, one.source) not in have]
    return replace(
        restated,
        inputs=(*restated.inputs, *older),
        not_applicable=_skipped(restated, beside),
        knock_outs=tuple(dict.fromkeys((*restated.knock_outs, *beside.knock_outs))),
        adjustments=(
            restated.adjustments if old.adjustments == new.adjustments else tuple(beside.adjustments)
        ),
        conditions=_conditions(restated, beside, old, new),
    )


def _skipped(restated: Restated, beside: Beside) -> dict[int, str]:
    """What does not apply; what an older visit saw applies, whatever a later one noted."""
    seen = {one.position for one in beside.older}
    kept = {at: why for at, why in restated.not_applicable.items() if at not in seen or why != beside.noted}
    return {**beside.skipped, **kept}


def _conditions(restated: Restated, beside: Beside, old: SetRules, new: SetRules) -> dict[str, bool]:
    """Answers of facts; those of a criterion are given anew by its value."""
    alike = {one.name for one in new.conditions if one.fact and one in old.conditions}
    stood = {name: answer for name, answer in restated.conditions.items() if name in alike}
    return {**beside.conditions, **stood}
