"""The steps of one source: what it saw, whether it counts, what it brought (S2, S3, S4, S6)."""

from fractions import Fraction

from core.numbers import format_points
from core.small_counts import told
from evaluations.enums import Source
from evaluations.rules.explaining.numbers import plain, sign
from evaluations.rules.explaining.parts import SourcePart, Step
from evaluations.rules.explaining.seen import seen_words, share_words, value_of_source
from evaluations.rules.results import COUNTED, LAPSED, TOO_FEW, SourceScore
from evaluations.rules.set_rules import CriterionRule

LABELS = {source.value: source.label for source in Source}


def source_part(
    rule: CriterionRule, one: SourceScore, present: int, worth: Fraction | None, *, carry_months: int
) -> SourcePart:
    """One source explained; ``present`` is the weight of all that count, ``worth`` what value 1 brings."""
    hidden = one.source == Source.CITIZEN and one.status == TOO_FEW
    counts = one.status == COUNTED and worth is not None
    return SourcePart(
        source=one.source,
        label=LABELS[one.source],
        status=one.status,
        weight=one.weight,
        n=None if hidden else one.n,
        k=None if hidden else one.k,
        age=one.age,
        value=None if hidden else one.value,
        points=one.points if counts else None,
        hidden=hidden,
        steps=_steps(rule, one, present, worth, carry_months),
        rows=() if hidden else one.rows,
    )


def _steps(
    rule: CriterionRule, one: SourceScore, present: int, worth: Fraction | None, carry: int
) -> tuple[Step, ...]:
    if one.source == Source.CITIZEN and one.status == TOO_FEW:
        return (
            Step("S4", f"Có {told(one.n)} lượt, chưa đủ số lượt tối thiểu nên không tính và không hiện."),
        )
    steps = [Step("S2", f"{seen_words(rule, one)}.")]
    if one.status == TOO_FEW:
        steps.append(Step("S4", "Chưa đủ số lượt tối thiểu nên không tính."))
    elif one.status == LAPSED:
        steps.append(Step("S4", f"Đã {one.age} tháng, quá {carry} tháng hiệu lực nên không tính."))
    elif one.status != COUNTED:
        steps.append(Step("S3", "Trọng số 0: hiện để đối chiếu, không vào điểm."))
    else:
        steps += _counted(rule, one, present, worth, carry)
    return tuple(steps)


def _counted(
    rule: CriterionRule, one: SourceScore, present: int, worth: Fraction | None, carry: int
) -> list[Step]:
    steps = []
    if one.age:
        steps.append(
            Step("S4", f"Mang sang từ {one.age} tháng trước; kết quả kiểm tra còn hiệu lực {carry} tháng.")
        )
    if worth is not None and present:
        value = value_of_source(rule, one)
        equal = sign(value * worth * one.weight / present, 2)
        terms = f"{share_words(one.weight, present)} × {plain(value)} × {plain(worth)} điểm"
        steps.append(Step("S3", f"Phần của nguồn: {terms} {equal} {format_points(one.points)} điểm."))
    return steps
