"""One agency's score of a period: S1–S10 put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from evaluations.enums import NotApplicable
from evaluations.rules.adjustments import adjust, knock_out_reasons
from evaluations.rules.blending import Blend, Shares, admit, blend, share_points
from evaluations.rules.conditions import answered
from evaluations.rules.confidence import confidence_of, coverage_millionths, is_provisional
from evaluations.rules.contribution import (
    Run,
    indicator_factor,
    score_criterion,
    score_in_run,
    score_without_data,
)
from evaluations.rules.grades import NOT_GRADED, GradeResult, grade_of
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.plan import CriterionPlan, Plan, plan_of
from evaluations.rules.results import BONUS, NO_DATA, AdjustmentLine, AgencyScore, CriterionScore, GroupScore
from evaluations.rules.rounding import MILLION, WORKING, from_cents, nearest
from evaluations.rules.set_rules import SetRules

NO_EVIDENCE = Evidence(0, 0, 0, 0)
NOTHING: Mapping[int, str] = {}
COVERAGE_REASON = "Điểm tạm tính: độ phủ dưới mức tối thiểu nên chưa xếp loại."


class Covered(NamedTuple):
    """Points with data and points applicable (S10), in one unit whatever it is."""

    with_data: int
    applicable: int


class Case(NamedTuple):
    """An agency's month on the table: values read and blended, points shared; units are ``shares.unit``."""

    rules: SetRules
    plan: Plan
    blends: list[Blend]
    shares: Shares
    skipped: Mapping[int, str]
    with_data: int
    applicable: int
    available: int


def score_agency(
    rules: SetRules,
    inputs: Iterable[SourceInput],
    adjustments: Sequence[Adjustment] = (),
    knock_outs: Sequence[KnockOut] = (),
    *,
    not_applicable: Mapping[int, str] = NOTHING,
    evidence: Evidence = NO_EVIDENCE,
    conditions: Mapping[str, bool] | None = None,
) -> AgencyScore:
    """Score one agency in one period (S1–S10); ranking (S11) needs the others and comes after.

    ``not_applicable`` maps positions to reasons (S5); ``conditions`` answers the bands' conditions (S9), save
    those that the set lets its own criteria answer. The order of the inputs does not matter. Without any data
    the total is None.
    """
    case = open_case(rules, inputs, not_applicable)
    criteria = _score_criteria(case)
    score = conclude(
        rules,
        _score_groups(case, criteria),
        Covered(case.with_data, case.applicable),
        (*adjustments, *_bonuses(case)),
        knock_outs,
        evidence=evidence,
        conditions={**(conditions or {}), **answered(rules, case.blends, case.skipped)},
    )
    if rules.ranks_unrounded and score.base_cents is not None:
        moved = sum(line.signed_cents for line in score.adjustments)
        return replace(score, criteria=criteria, exact=_exact_base(case) + from_cents(moved))
    return replace(score, criteria=criteria)


def conclude(
    rules: SetRules,
    groups: tuple[GroupScore, ...],
    covered: Covered,
    adjustments: Sequence[Adjustment] = (),
    knock_outs: Sequence[KnockOut] = (),
    *,
    evidence: Evidence = NO_EVIDENCE,
    conditions: Mapping[str, bool] | None = None,
) -> AgencyScore:
    """From the groups to the total, the grade and how sure it is (S6–S10), without the criteria."""
    base = sum(group.cents or 0 for group in groups) if covered.with_data else None
    lines = () if base is None else _adjust(rules, base, adjustments)
    total = None if base is None else base + sum(line.signed_cents for line in lines)
    provisional = is_provisional(covered.with_data, covered.applicable, rules.min_coverage)
    grade = _grade(rules, total, provisional, knock_outs, conditions)
    return AgencyScore(
        total_cents=total,
        base_cents=base,
        groups=groups,
        criteria=(),
        adjustments=lines,
        coverage_millionths=coverage_millionths(covered.with_data, covered.applicable),
        provisional=provisional,
        grade=grade.grade,
        grade_reasons=grade.reasons,
        confidence=confidence_of(evidence, rules.confidence),
    )


def _adjust(rules: SetRules, base: int, given: Sequence[Adjustment]) -> tuple[AdjustmentLine, ...]:
    """Bonus and deduction under the set's caps (S7)."""
    return adjust(
        base, given, bonus_cap=rules.bonus_cap, deduction_cap=rules.deduction_cap, scale=rules.scale
    )


def open_case(rules: SetRules, inputs: Iterable[SourceInput], not_applicable: Mapping[int, str]) -> Case:
    """Read, pool and blend the inputs (S1–S4), share out the points (S5), find the denominator (S6, S10)."""
    plan = plan_of(rules)
    cells = admit(plan, inputs)
    blends = [blend(criterion, cells) for criterion in plan.criteria]
    shares = share_points(plan, frozenset(not_applicable))
    with_data = applicable = 0
    for criterion, value, units in zip(plan.criteria, blends, shares.units, strict=True):
        if criterion[3] or criterion[0] in not_applicable:
            continue
        applicable += units
        if value[0]:
            with_data += units
    if rules.rescale:
        available = with_data + sum(shares.units[position] for position in not_applicable)
    else:
        available = plan.declared_units * (shares.unit // plan.unit)
    return Case(rules, plan, blends, shares, not_applicable, with_data, applicable, available)


def _score_criteria(case: Case) -> tuple[CriterionScore, ...]:
    """Every criterion in order of position: scored (S6), or why it is not."""
    decimals = case.rules.indicator_decimals
    common = gcd(100 * case.rules.scale, case.available) or 1
    worth, available = 100 * case.rules.scale // common, case.available // common
    runs = {group: Run() for group, shared in enumerate(case.plan.shared) if shared}
    scores: list[CriterionScore] = []
    for criterion, value, units in zip(case.plan.criteria, case.blends, case.shares.units, strict=True):
        position, run = criterion[0], runs.get(criterion[1])
        above = below = 1
        if not value[0] or criterion[3] or position in case.skipped:
            scores.append(_unscored(case, criterion, value, run))
            continue
        if decimals is not None:
            above, below = indicator_factor(value, units, case.shares.unit, decimals)
        numerator, denominator = worth * units * above, available * below
        if run is None:
            scored = score_criterion(position, value, numerator, denominator)
        else:
            scored = score_in_run(position, value, Fraction(numerator, denominator), run)
        if above != below:
            scored = scored._replace(possible_cents=nearest(worth * units, available))
        scores.append(scored)
    return tuple(scores)


def _unscored(case: Case, criterion: CriterionPlan, value: Blend, run: Run | None) -> CriterionScore:
    """A bonus, a criterion that does not apply (S5), or one without data (S4)."""
    position = criterion.position
    if criterion.is_bonus:
        return score_without_data(position, BONUS, value)
    reason = case.skipped.get(position)
    if reason is None:
        return score_without_data(position, NO_DATA, value)
    without = score_without_data(position, criterion.not_applicable, value, reason)
    if criterion.not_applicable != NotApplicable.FULL_MARKS or not case.with_data:
        return without
    worth = 100 * case.rules.scale * case.shares.units[position]
    whole = Fraction(worth, case.available)
    cents = nearest(worth, case.available) if run is None else run.step(whole, whole)[0]
    return without._replace(possible_cents=cents, cents=cents, millionths=MILLION)


def _score_groups(case: Case, criteria: tuple[CriterionScore, ...]) -> tuple[GroupScore, ...]:
    """Exact sums of the rounded contributions, group by group (S6)."""
    groups: list[GroupScore] = []
    for code, members in zip(case.rules.groups, case.plan.members, strict=True):
        possible = total = scored = skipped = 0
        for position in members:
            _, _, could, cents, _, _, _ = criteria[position]
            if cents is not None:
                possible, total, scored = possible + could, total + cents, scored + 1
            skipped += position in case.skipped
        groups.append(GroupScore(code, possible, total if scored else None, scored, len(members) - skipped))
    return tuple(groups)


def _bonuses(case: Case) -> list[Adjustment]:
    """Bonus criteria as lines of S7: their blended value of their points, evidence permitting."""
    lines: list[Adjustment] = []
    for position in case.plan.bonuses:
        if position not in case.skipped:
            lines += bonus_line(case.rules, case.plan, position, case.blends[position])
    return lines


def bonus_line(rules: SetRules, plan: Plan, position: int, value: Blend) -> list[Adjustment]:
    """What a bonus criterion adds as a line of S7, if anything."""
    numerator, denominator = value.fraction
    if not numerator:
        return []
    worth = nearest(100 * plan.criteria[position].units * numerator, plan.unit * denominator)
    return [Adjustment("bonus", from_cents(worth), f"Điểm thưởng {rules.criteria[position].code}")]


def _grade(
    rules: SetRules,
    total: int | None,
    provisional: bool,
    knock_outs: Sequence[KnockOut],
    conditions: Mapping[str, bool] | None,
) -> GradeResult:
    """S9 with S8; a provisional figure is not graded (S10)."""
    if total is not None and provisional:
        return GradeResult(NOT_GRADED, (COVERAGE_REASON,))
    return grade_of(
        None if total is None else from_cents(total),
        rules.bands,
        conditions=conditions,
        knock_outs=knock_out_reasons(knock_outs),
        knock_out_grade=rules.knock_out_grade,
    )


def _exact_base(case: Case) -> Decimal:
    """The sum of the contributions before rounding, 28 digits, for a set that ranks on it (S11)."""
    with localcontext(WORKING):
        total = Decimal(0)
        for criterion, value, units in zip(case.plan.criteria, case.blends, case.shares.units, strict=True):
            skipped = criterion.position in case.skipped
            if skipped and criterion.not_applicable == NotApplicable.FULL_MARKS:
                total += Decimal(case.rules.scale * units) / case.available
            elif value.weight and not skipped and not criterion.is_bonus:
                numerator, denominator = value.fraction
                total += Decimal(case.rules.scale * units * numerator) / (case.available * denominator)
        return total
