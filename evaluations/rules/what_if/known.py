"""What is known of a stored score when it is to be scored under other rules."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.set_rules import SetRules
from evaluations.rules.what_if.packed_inputs import (
    packed_adjustments,
    packed_conditions,
    packed_inputs,
    packed_skipped,
)


class Known(NamedTuple):
    """One agency's month: its packed score, and what the score does not tell.

    ``older`` are the inspections as far back as the changes keep them valid, where the set had let some
    lapse; ``skipped`` is what they found not to apply, ``noted`` the reason that is given then. Critical
    findings are told whether they lowered the stored grade or not.
    """

    breakdown: Mapping[str, Any]
    knock_outs: Sequence[KnockOut] = ()
    older: Sequence[SourceInput] = ()
    skipped: Mapping[int, str] = {}
    noted: str = ""


class Case(NamedTuple):
    """The same with what the score says beside its sources: what does not apply, the lines of S7, answers."""

    breakdown: Mapping[str, Any]
    skipped: Mapping[int, str]
    knock_outs: Sequence[KnockOut]
    older: Sequence[SourceInput]
    adjustments: Sequence[Adjustment]
    conditions: Mapping[str, bool]


class Inputs(NamedTuple):
    """One agency as ``score_month`` takes it; how much was looked at is not asked anew."""

    inputs: Sequence[SourceInput]
    not_applicable: Mapping[int, str]
    knock_outs: Sequence[KnockOut]
    adjustments: Sequence[Adjustment]
    conditions: Mapping[str, bool]
    evidence: Evidence = Evidence(0, 0, 1, 0)


def case_of(rules: SetRules, one: Known) -> Case:
    """Read the packed score, given by ``rules``; what it says goes before ``skipped``."""
    return Case(
        one.breakdown,
        _skipped(rules, one),
        one.knock_outs,
        one.older,
        packed_adjustments(one.breakdown, rules),
        packed_conditions(one.breakdown, rules),
    )


def _skipped(rules: SetRules, one: Known) -> dict[int, str]:
    """What does not apply; what an older visit saw applies, whatever a later one noted (gather.inspected)."""
    stored = packed_skipped(one.breakdown, rules)
    seen = {each.position for each in one.older}
    kept = {at: why for at, why in stored.items() if at not in seen or why != one.noted}
    return {**one.skipped, **kept}


def inputs_of_case(case: Case) -> Inputs:
    """The case one input a source, for the plain path; what the score has seen goes before what is older."""
    inputs = packed_inputs(case.breakdown)
    have = {(each.position, each.source) for each in inputs}
    older = [each for each in case.older if (each.position, each.source) not in have]
    return Inputs([*inputs, *older], case.skipped, case.knock_outs, case.adjustments, case.conditions)
