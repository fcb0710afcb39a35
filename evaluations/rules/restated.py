"""A score read back into what it was made from, so that it can be scored again under other rules.

The breakdown keeps every source with its n, k and age, what did not apply, and every line of S7. That is all
that the total depends on. What only decides the grade or the mark of confidence is restated as far as the
score tells it: a critical finding that did not lower the grade left no trace.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.enums import NotApplicable
from evaluations.rules.adjustments import UNVERIFIED
from evaluations.rules.blending import admit, blend
from evaluations.rules.confidence import confidence_of
from evaluations.rules.grades import reaches
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.plan import plan_of
from evaluations.rules.results import AdjustmentLine, AgencyScore, CriterionScore
from evaluations.rules.rounding import from_cents
from evaluations.rules.score import bonus_line, score_agency
from evaluations.rules.set_rules import SOURCES, SetRules

TREATMENTS = frozenset(treatment.value for treatment in NotApplicable)
CAPPED_BY, FAILED, UNCONFIRMED = "Khống chế xếp loại: ", "Không đạt điều kiện: ", "Cần xác nhận điều kiện: "


@dataclass(frozen=True, slots=True)
class Restated:
    """What a score was made from (S1–S10); ``adjustments`` without those that bonus criteria bring anew.

    ``evidence`` is the least that earns the score's mark. Fits ``score_month`` as one agency's inputs.
    """

    inputs: tuple[SourceInput, ...]
    not_applicable: Mapping[int, str]
    adjustments: tuple[Adjustment, ...] = ()
    knock_outs: tuple[KnockOut, ...] = ()
    evidence: Evidence = Evidence(0, 0, 1, 0)
    conditions: Mapping[str, bool] = field(default_factory=dict)


def inputs_of(score: AgencyScore, rules: SetRules) -> Restated:
    """The inputs of a score that ``rules`` gave: ``score_again(rules, inputs_of(s, rules)) == s``."""
    inputs = source_inputs(score.criteria)
    own, skipped_bonuses = _bonuses_apart(score, rules, inputs)
    return Restated(
        inputs=inputs,
        not_applicable=skipped(score.criteria) | dict.fromkeys(skipped_bonuses, ""),
        adjustments=tuple(_adjustment(line) for line in own),
        knock_outs=tuple(KnockOut(reason) for reason in _named(score.grade_reasons, CAPPED_BY)),
        evidence=least_evidence(score.confidence, rules),
        conditions=conditions_of(score.total, score.grade_reasons, rules, provisional=score.provisional),
    )


def score_again(rules: SetRules, restated: Restated) -> AgencyScore:
    """Score it under any rules whose criteria stand at the same positions."""
    return score_agency(
        rules,
        restated.inputs,
        restated.adjustments,
        restated.knock_outs,
        not_applicable=restated.not_applicable,
        evidence=restated.evidence,
        conditions=restated.conditions,
    )


def source_inputs(criteria: Sequence[CriterionScore]) -> tuple[SourceInput, ...]:
    """Every source as it was pooled, those too few or lapsed as well (S1, S4)."""
    return tuple(
        SourceInput(criterion.position, SOURCES[slot], n, k, age, rows)
        for criterion in criteria
        for slot, _, _, n, k, age, _, _, rows in criterion.sources
    )


def skipped(criteria: Sequence[CriterionScore]) -> dict[int, str]:
    """What did not apply, with the reason (S5); a bonus criterion does not show it."""
    return {c.position: c.reason for c in criteria if c.state in TREATMENTS}


def least_evidence(mark: str, rules: SetRules) -> Evidence:
    """The least evidence that earns a mark of confidence (S10)."""
    for rule in rules.confidence:
        if rule.mark == mark:
            above, below = rule.min_response.as_integer_ratio()
            least = Evidence(rule.min_visits, above, below, rule.min_ratings)
            if confidence_of(least, rules.confidence) == mark:
                return least
    return Evidence(0, 0, 1, 0)


def _bonuses_apart(
    score: AgencyScore, rules: SetRules, inputs: Iterable[SourceInput]
) -> tuple[list[AdjustmentLine], list[int]]:
    """The lines of S7 without those of bonus criteria; bonus criteria that earned but brought no line."""
    plan, lines, silent = plan_of(rules), list(score.adjustments), []
    cells = admit(plan, inputs)
    for position in plan.bonuses:
        for earned in bonus_line(rules, plan, position, blend(plan.criteria[position], cells)):
            own = next((line for line in lines if _adjustment(line) == earned), None)
            if own is None:
                silent.append(position)
            else:
                lines.remove(own)
    return lines, silent


def _adjustment(line: AdjustmentLine) -> Adjustment:
    """A line of S7 as it was given, in whole hundredths."""
    return Adjustment(
        line.kind, from_cents(line.asked_cents), line.reason, line.status != UNVERIFIED, line.rows
    )


def _named(reasons: Iterable[str], prefix: str) -> list[str]:
    return [reason.removeprefix(prefix) for reason in reasons if reason.startswith(prefix)]


def conditions_of(
    total: Decimal | None, grade_reasons: Sequence[str], rules: SetRules, *, provisional: bool
) -> dict[str, bool]:
    """The bands' conditions that a grade and its reasons show to have been answered (S9)."""
    answers = {name.removesuffix("."): False for name in _named(grade_reasons, FAILED)}
    unconfirmed = {name.removesuffix(".") for name in _named(grade_reasons, UNCONFIRMED)}
    if total is None or provisional:
        return answers
    for band in sorted(rules.bands, key=lambda band: (-band.lower, band.operator == ">=")):
        if reaches(total, band) and not answers.keys() & set(band.extra):
            held = (name for name in band.extra if name not in unconfirmed)
            return answers | dict.fromkeys(held, True)
    return answers
