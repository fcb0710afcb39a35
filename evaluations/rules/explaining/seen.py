"""What a source saw, in words, down to its value (S1, S2)."""

from decimal import Decimal
from fractions import Fraction

from core.numbers import format_integer, format_percent
from evaluations.enums import Measure, Source
from evaluations.rules.explaining.numbers import equals, plain
from evaluations.rules.measures import DEFAULT_CASE_DEDUCTION, PLAIN_SHARES, line_for, read
from evaluations.rules.results import SourceScore
from evaluations.rules.set_rules import CriterionRule

_OF_N = {
    Measure.BOOLEAN.value: "đạt {k} trên {n} lượt xem",
    Measure.SCALE.value: "được {k} trên {n} điểm cao nhất có thể",
    Measure.LEVELS.value: "được {k} trên {n} điểm cao nhất có thể",
    Measure.CHECKLIST.value: "đạt {k} trên {n} mục",
    Measure.COUNT.value: "có {k} trên {n} cần có",
}


def value_of_source(rule: CriterionRule, one: SourceScore) -> Fraction:
    """The exact value that n and k give (S2)."""
    return Fraction(*read(line_for(rule, one.source), one.n, one.k))


def seen_words(rule: CriterionRule, one: SourceScore) -> str:
    """ "36 trên 40 = 0,90": what was seen, how it is read, and the value."""
    return f"{_seen(rule, one)} {equals(value_of_source(rule, one))}"


def _seen(rule: CriterionRule, one: SourceScore) -> str:
    if one.source in (Source.SELF_ASSESSMENT, Source.REVIEW) and rule.is_for_people:
        return f"{format_integer(one.n)} phiếu, bình quân {plain(Fraction(one.k, one.n))} trên 100"
    if one.source == Source.CITIZEN and rule.params.citizen_reads:
        return _citizens(rule, one)
    return _measured(rule, one)


def _citizens(rule: CriterionRule, one: SourceScore) -> str:
    n, k = format_integer(one.n), format_integer(one.k)
    if rule.params.citizen_reads == "stars":
        mean = plain(Fraction(one.k, one.n))
        return f"{n} lượt, bình quân {mean} trên 5 sao, đổi thành ({mean} − 1) ÷ 4"
    if rule.params.citizen_reads == "cases":
        own = rule.params.deduction if rule.measure == Measure.DEDUCTION else None
        return _cases(one, rule.params.case_deduction or own)
    return f"{k} ô được đánh dấu trên {format_integer(4 * one.n)} ô của {n} lượt"


def _cases(one: SourceScore, deduction: Decimal | None) -> str:
    lost = DEFAULT_CASE_DEDUCTION if deduction is None else deduction
    each = plain(Fraction(lost))
    return f"{format_integer(one.k)} vụ đã xác minh đúng, mỗi vụ trừ {each}: 1 − {each} × {one.k}"


def _measured(rule: CriterionRule, one: SourceScore) -> str:
    n, k = format_integer(one.n), format_integer(one.k)
    if rule.measure in (Measure.CITIZEN_5, Measure.SURVEY_5):
        if one.source == Source.INSPECTION:
            return f"{k} trên {n} lượt tốt"
        return f"{k} trên {n} điểm cao nhất có thể (mỗi phiếu 1–5), đổi thành (5 × {k} ÷ {n} − 1) ÷ 4"
    if rule.measure == Measure.DEDUCTION:
        return _cases(one, rule.params.deduction)
    if rule.measure == Measure.COUNT_DEDUCT:
        each = plain(Fraction(1 if rule.params.deduction is None else rule.params.deduction))
        return f"{k} vi phạm trong {n} lượt quan sát: 1 − {each} × {k} ÷ {n}"
    if rule.measure == Measure.BONUS:
        return f"{k} nội dung được công nhận trên {n} nội dung đề nghị"
    if rule.measure in PLAIN_SHARES:
        return _OF_N.get(rule.measure, "{k} trên {n}").format(n=n, k=k)
    return f"k = {k}, n = {n}"


def share_words(weight: int, present: int) -> str:
    """ "60% (trọng số 60 trên 100 có dữ liệu)"."""
    share = format_percent(Decimal(weight) / present, 0 if 100 * weight % present == 0 else 1)
    return f"{share} (trọng số {weight} trên {present} có dữ liệu)"
