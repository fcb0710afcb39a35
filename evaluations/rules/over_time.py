"""A quarter's or a year's score as the mean of its months (NĐ 335/2025), with parts that add up (S6, S12)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext

from evaluations.enums import NotApplicable
from evaluations.rules.confidence import coverage_millionths, is_provisional
from evaluations.rules.grades import NOT_GRADED, grade_of
from evaluations.rules.results import (
    NO_DATA,
    SCORED,
    AdjustmentLine,
    AgencyScore,
    CriterionScore,
    GroupScore,
)
from evaluations.rules.rounding import MILLION, WORKING, apportion, from_cents, nearest
from evaluations.rules.score import COVERAGE_REASON
from evaluations.rules.set_rules import SetRules

NO_MONTH = "Chưa có tháng nào có điểm."
SOME_MONTHS = "Trung bình của {counted}/{months} tháng có điểm."
STILL_OPEN = "Tạm tính: chưa chốt {months}."
MEAN_LINE = "Trung bình các tháng: "
ELSEWHERE = "Tiêu chí không còn trong bộ của kỳ"
TREATMENTS = frozenset(treatment.value for treatment in NotApplicable)


def mean_over(
    rules: SetRules,
    months: Sequence[AgencyScore | None],
    *,
    conditions: Mapping[str, bool] | None = None,
    still_open: Sequence[str] = (),
) -> AgencyScore:
    """The mean of the months that have a figure that is not provisional; a missing month is never zero (S4).

    The total is rounded once, half up to 0.01. Criteria and lines of bonus and deduction are their own means,
    rounded so that their sum is the total. Coverage is that of all months together, a missing one without
    any, so that a quarter of which too little is known is provisional (S10). Months must be of one set.
    ``still_open`` names the months that are not closed: as long as there is one, the figure is provisional.
    """
    counted = [month for month in months if month is not None and _counts(month)]
    coverage = sum(month.coverage_millionths for month in months if month is not None)
    covered = coverage_millionths(coverage, MILLION * len(months)) if months else 0
    if not counted:
        return _without(rules, covered, months, still_open)
    criteria, lines = _parts(rules, counted)
    groups = _groups(rules, criteria)
    base = sum(group.cents or 0 for group in groups)
    total = base + sum(line.signed_cents for line in lines)
    little = is_provisional(coverage, MILLION * len(months), rules.min_coverage)
    told = {**(conditions or {}), **_answered(rules, criteria)}
    grade, reasons = _grade(rules, total, little, told) if little or not still_open else (NOT_GRADED, ())
    if len(counted) < len(months):
        reasons = (SOME_MONTHS.format(counted=len(counted), months=len(months)), *reasons)
    return AgencyScore(
        total_cents=total,
        base_cents=base,
        groups=groups,
        criteria=criteria,
        adjustments=lines,
        coverage_millionths=covered,
        provisional=little or bool(still_open),
        grade=grade,
        grade_reasons=(*_waiting(still_open), *reasons),
        confidence=max(month.confidence for month in counted),
        exact=_exact(counted) if rules.ranks_unrounded else None,
    )


def _counts(month: AgencyScore) -> bool:
    return month.total_cents is not None and not month.provisional


def _waiting(still_open: Sequence[str]) -> tuple[str, ...]:
    return (STILL_OPEN.format(months=", ".join(still_open)),) if still_open else ()


def _without(
    rules: SetRules, covered: int, months: Sequence[AgencyScore | None], still_open: Sequence[str]
) -> AgencyScore:
    criteria = tuple(CriterionScore(c.position, NO_DATA, 0, None, None, ()) for c in rules.criteria)
    marks = [month.confidence for month in months if month is not None]
    return AgencyScore(
        None,
        None,
        _groups(rules, criteria),
        criteria,
        (),
        covered,
        provisional=True,
        grade=NOT_GRADED,
        grade_reasons=(*_waiting(still_open), NO_MONTH),
        confidence=max(marks, default=rules.confidence[-1].mark if rules.confidence else ""),
    )


def _parts(
    rules: SetRules, months: Sequence[AgencyScore]
) -> tuple[tuple[CriterionScore, ...], tuple[AdjustmentLine, ...]]:
    """Each criterion's and each line's mean in hundredths; together they are the mean of the totals."""
    signed: dict[tuple[str, str], int] = {}
    for month in months:
        for line in month.adjustments:
            key = (line.kind, line.reason)
            signed[key] = signed.get(key, 0) + line.signed_cents
    keys = sorted(key for key, cents in signed.items() if cents)
    sums = [sum(month.criteria[c.position].cents or 0 for month in months) for c in rules.criteria]
    shares = [*sums, *(signed[key] for key in keys)]
    whole = nearest(sum(shares), len(months))
    parts = apportion(shares, len(months), whole)
    criteria = tuple(
        _criterion(position, [month.criteria[position] for month in months], parts[position])
        for position in range(len(sums))
    )
    lines = tuple(_line(key, part) for key, part in zip(keys, parts[len(sums) :], strict=True))
    return criteria, lines


def _criterion(position: int, months: Sequence[CriterionScore], cents: int) -> CriterionScore:
    """One criterion over the months; its value is the mean of the months in which it has one."""
    given = [month for month in months if month.cents is not None]
    if not given:
        state, reason = months[-1].state, months[-1].reason
        return CriterionScore(position, state, 0, None, None, (), reason)
    possible = max(nearest(sum(month.possible_cents for month in given), len(months)), cents)
    value = nearest(sum(month.millionths or 0 for month in given), len(given))
    return CriterionScore(position, SCORED, possible, cents, value, ())


def _line(key: tuple[str, str], part: int) -> AdjustmentLine:
    kind, reason = key
    return AdjustmentLine(kind, MEAN_LINE + reason, abs(part), abs(part), "counted", ())


def _groups(rules: SetRules, criteria: Sequence[CriterionScore]) -> tuple[GroupScore, ...]:
    """Exact sums of the criteria (S6)."""
    groups: list[GroupScore] = []
    for code in rules.groups:
        inside = [criteria[c.position] for c in rules.criteria if c.group == code and not c.is_bonus]
        given = [one for one in inside if one.cents is not None]
        possible = sum(one.possible_cents for one in given)
        cents = sum(one.cents or 0 for one in given) if given else None
        applicable = sum(one.state not in TREATMENTS for one in inside)
        groups.append(GroupScore(code, possible, cents, len(given), applicable))
    return tuple(groups)


def _grade(
    rules: SetRules, total: int, provisional: bool, conditions: Mapping[str, bool]
) -> tuple[str, tuple[str, ...]]:
    """The bands on the mean (S9); a critical finding caps the grade of its own month only (S8)."""
    if provisional:
        return NOT_GRADED, (COVERAGE_REASON,)
    found = grade_of(from_cents(total), rules.bands, conditions=conditions)
    return found.grade, found.reasons


def _answered(rules: SetRules, criteria: Sequence[CriterionScore]) -> dict[str, bool]:
    """The conditions that criteria answer, by their mean value over the months."""
    values = {rule.code: criteria[rule.position].value for rule in rules.criteria}
    asked = [(one, values.get(one.criterion)) for one in rules.conditions if one.criterion]
    return {one.name: value >= one.at_least for one, value in asked if value is not None}


def relaid(score: AgencyScore, old: SetRules, new: SetRules) -> AgencyScore:
    """A month scored by another version, its criteria laid at the places their codes have in ``new``.

    What ``new`` does not have becomes a line, so that the month's total stays what it was.
    """
    by_code = {rule.code: score.criteria[rule.position] for rule in old.criteria}
    criteria = tuple(
        by_code.pop(rule.code)._replace(position=rule.position)
        if rule.code in by_code
        else CriterionScore(rule.position, NO_DATA, 0, None, None, ())
        for rule in new.criteria
    )
    left = sum(one.cents or 0 for one in by_code.values())
    line = AdjustmentLine("bonus", ELSEWHERE, left, left, "counted", ())
    lines = (*score.adjustments, line) if left else score.adjustments
    return replace(score, criteria=criteria, adjustments=lines)


def _exact(months: Sequence[AgencyScore]) -> Decimal:
    """The mean before rounding, for a set that ranks on it (S11)."""
    with localcontext(WORKING):
        figures = [month.exact if month.exact is not None else month.total for month in months]
        return sum((figure or Decimal(0) for figure in figures), Decimal(0)) / len(months)
