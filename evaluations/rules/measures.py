"""S2: what was seen becomes a value in [0, 1].

Every measure is a straight line of k and n, held between its floor and 1:

    value = (a·k + b·n + e) / (c·n + f)

| measure | n | k | value |
|---|---|---|---|
| ratio, yes_no, checklist | observed, asked, items | of them compliant, met | k / n |
| scale, levels | highest marks possible | marks given | k / n |
| count | number required | number there are | k / n |
| deduction | checks made, voices heard | verified cases | 1 − deduction·k |
| count_deduct | people or transactions observed | violations seen | 1 − deduction·k / n |
| citizen_mean, survey_mean | highest marks possible: 5 per answer | marks given | (5·k / n − 1) / 4 |
| bonus | items proposed | items accepted | per_item·k / max_points |

So whatever an inspector or a register notes is k of n with 0 ≤ k ≤ n, n ≥ 1. Three voices speak otherwise:
self-assessment and review of people are scores 0..100 (n forms that answered, k their sum); an inspector
watching for citizen_mean or survey_mean counts good transactions of n; citizens answer as ``citizen_reads``
says, n always the number of answers: ``stars`` k = sum of 1..5; ``xin``, ``luon`` k = ticks, four per answer;
``cases`` k = verified feedback cases among n voices, value 1 − case_deduction·k.
"""

from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Measure, Source
from evaluations.rules.rounding import quotient
from evaluations.rules.set_rules import CriterionRule

VIOLATIONS = frozenset({Measure.DEDUCTION.value, Measure.COUNT_DEDUCT.value})
PLAIN_SHARES = frozenset({"ratio", "yes_no", "checklist", "scale", "levels", "count"})
DEFAULT_CASE_DEDUCTION = Decimal("0.25")
TICKS = 4
"""“4 xin” and “4 luôn”: four ticks each on the citizen's page."""


class Line(NamedTuple):
    """Whole coefficients of a measure's line, and its floor as a fraction."""

    a: int
    b: int
    e: int
    c: int
    f: int
    floor_numerator: int = 0
    floor_denominator: int = 1


SHARE = Line(1, 0, 0, 1, 0)
HUNDREDTHS = Line(1, 0, 0, 100, 0)
STARS = Line(1, -1, 0, 4, 0)
MARKS_OF_FIVE = Line(5, -1, 0, 4, 0)
FOUR_TICKS = Line(1, 0, 0, TICKS, 0)


def counts_violations(measure: str) -> bool:
    """Whether an inspector's k is the number of violations (True) or of compliant cases (False)."""
    return measure in VIOLATIONS


def line_for(criterion: CriterionRule, source: str) -> Line:
    """The line by which a source is read for a criterion. Raises ValueError for an unknown measure."""
    if source in (Source.SELF_ASSESSMENT, Source.REVIEW) and criterion.is_for_people:
        return HUNDREDTHS
    if source == Source.CITIZEN and criterion.params.citizen_reads:
        return _citizen_line(criterion)
    if source == Source.INSPECTION and criterion.measure in (Measure.CITIZEN_5, Measure.SURVEY_5):
        return SHARE
    return _measure_line(criterion)


def _citizen_line(criterion: CriterionRule) -> Line:
    reads = criterion.params.citizen_reads
    if reads == "cases":
        own = criterion.params.deduction if criterion.measure == Measure.DEDUCTION else None
        return _case_line(criterion, criterion.params.case_deduction or own)
    lines = {"stars": STARS, "xin": FOUR_TICKS, "luon": FOUR_TICKS}
    if reads not in lines:
        raise ValueError(f"Tiêu chí {criterion.code}: không rõ người dân trả lời gì: {reads!r}.")
    return lines[reads]


def _measure_line(criterion: CriterionRule) -> Line:
    if criterion.measure in PLAIN_SHARES:
        return SHARE
    match criterion.measure:
        case Measure.CITIZEN_5 | Measure.SURVEY_5:
            return MARKS_OF_FIVE
        case Measure.DEDUCTION:
            return _case_line(criterion, criterion.params.deduction)
        case Measure.COUNT_DEDUCT:
            p, q = _fraction(criterion.params.deduction, Decimal(1))
            return Line(-p, q, 0, q, 0, *criterion.params.floor.as_integer_ratio())
        case Measure.BONUS:
            p, q = _exact_quotient(criterion.params.per_item or criterion.max_points, criterion.max_points)
            return Line(p, 0, 0, 0, q)
    raise ValueError(f"Tiêu chí {criterion.code}: không rõ cách đo {criterion.measure!r}.")


def _case_line(criterion: CriterionRule, deduction: Decimal | None) -> Line:
    p, q = _fraction(deduction, DEFAULT_CASE_DEDUCTION)
    return Line(-p, 0, q, 0, q, *criterion.params.floor.as_integer_ratio())


def _fraction(given: Decimal | None, default: Decimal) -> tuple[int, int]:
    return (default if given is None else given).as_integer_ratio()


def _exact_quotient(numerator: Decimal, denominator: Decimal) -> tuple[int, int]:
    """An exact quotient of two decimals as two whole numbers."""
    p, q = numerator.as_integer_ratio()
    r, s = denominator.as_integer_ratio()
    return p * s, q * r


def read(line: Line, n: int, k: int) -> tuple[int, int]:
    """The value as an exact fraction in [floor, 1]; n must be at least 1 (S4: n = 0 is no value at all)."""
    a, b, e, c, f, floor_numerator, floor_denominator = line
    numerator = a * k + b * n + e
    denominator = c * n + f
    if numerator >= denominator:
        return 1, 1
    if numerator * floor_denominator <= floor_numerator * denominator:
        return floor_numerator, floor_denominator
    return numerator, denominator


def value_of(criterion: CriterionRule, source: str, n: int, k: int) -> Decimal | None:
    """The value in [0, 1] as a Decimal of 28 digits, or ``None`` where nothing was seen (S2, S4)."""
    return quotient(*read(line_for(criterion, source), n, k)) if n > 0 else None


def least_n(criterion: CriterionRule, source: str, min_answers: int) -> int:
    """The smallest n that counts: [5] answers for citizens and surveys, one of anything else (S4).

    Of cases one verified is enough; where none is, the input itself waits for enough answers (rules.cases).
    """
    if source == Source.CITIZEN:
        return 1 if criterion.params.citizen_reads == "cases" else min_answers
    if criterion.measure == Measure.SURVEY_5 and source == Source.REGISTER:
        return 5 * min_answers
    return 1


def offered_n(criterion: CriterionRule) -> int | None:
    """The n an entry form fills in by itself: top of a scale or levels, items of a list, the target."""
    match criterion.measure:
        case Measure.SCALE:
            return criterion.params.scale_max
        case Measure.LEVELS:
            return int(max((level.points for level in criterion.params.levels), default=Decimal(1)))
        case Measure.CHECKLIST:
            return criterion.params.checklist_size
        case Measure.COUNT:
            return criterion.params.target
        case Measure.BOOLEAN:
            return 1
    return None
