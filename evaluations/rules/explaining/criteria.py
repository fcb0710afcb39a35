"""The steps of one criterion: its sources blended, its points, its contribution (S3–S6)."""

from fractions import Fraction

from core.numbers import format_points
from evaluations.enums import NotApplicable
from evaluations.rules.explaining.numbers import FINE, equals, percent, plain, sign
from evaluations.rules.explaining.parts import CriterionPart, Step
from evaluations.rules.explaining.seen import value_of_source
from evaluations.rules.explaining.sources import LABELS, source_part
from evaluations.rules.explaining.worth import Worth
from evaluations.rules.results import BONUS, COUNTED, NO_DATA, SCORED, CriterionScore, SourceScore
from evaluations.rules.set_rules import SOURCES, CriterionRule, SetRules

TREATED = {
    NotApplicable.FULL_MARKS.value: "tính điểm tối đa",
    NotApplicable.REDISTRIBUTE.value: "điểm của tiêu chí chia đều cho các tiêu chí còn áp dụng trong nhóm",
    NotApplicable.LEAVE_OUT.value: "tiêu chí được bỏ khỏi mẫu số",
}


def criterion_part(rules: SetRules, score: CriterionScore, statement: str, worth: Worth) -> CriterionPart:
    """One criterion explained down to its sources."""
    rule = rules.criteria[score.position]
    counted = [one for one in score.sources if one.status == COUNTED]
    present = sum(one.weight for one in counted)
    full = _full(rules, score, worth)
    return CriterionPart(
        code=rule.code,
        statement=statement,
        state=score.state,
        points=score.points,
        possible=score.possible,
        value=score.value,
        steps=tuple(_steps(rules, rule, score, counted, worth)),
        sources=tuple(
            source_part(rule, one, present, full, carry_months=rules.carry_months) for one in score.sources
        ),
    )


def _full(rules: SetRules, score: CriterionScore, worth: Worth) -> Fraction | None:
    """What a value of 1 brings, exactly; None for a criterion that brings nothing of its own."""
    if score.state != SCORED or not worth.available:
        return None
    return rules.scale * worth.applied[score.position] / worth.available


def _steps(
    rules: SetRules, rule: CriterionRule, score: CriterionScore, counted: list[SourceScore], worth: Worth
) -> list[Step]:
    if score.state == NO_DATA:
        return [Step("S4", "Chưa nguồn nào có dữ liệu: không tính là 0, tiêu chí nằm ngoài mẫu số.")]
    if score.state == BONUS:
        return [Step("S7", "Điểm thưởng: tính ở dòng cộng, trừ của cả cơ quan, ngoài điểm của nhóm.")]
    if score.state in TREATED:
        said = f"Không áp dụng: {score.reason.rstrip('.')}; {TREATED[score.state]}."
        return [Step("S5", said), *_full_marks(rules, score, worth)]
    if not counted:
        return [Step("S6", f"Trung bình các tháng: {format_points(score.points)} điểm; nguồn ở từng tháng.")]
    return [
        *_blended(rule, counted),
        *_shared(rule, worth),
        *_rounded_first(rules),
        _contribution(rules, score, counted, rule, worth),
    ]


def _full_marks(rules: SetRules, score: CriterionScore, worth: Worth) -> list[Step]:
    if score.cents is None:
        return []
    points, available = plain(worth.applied[score.position]), plain(worth.available)
    return [
        Step(
            "S6",
            f"{rules.scale} × {points} ÷ {available} điểm có dữ liệu = {format_points(score.points)} điểm.",
        )
    ]


def blended_value(rule: CriterionRule, counted: list[SourceScore]) -> Fraction:
    """The weighted mean of the sources that count, exactly (S3)."""
    present = sum(one.weight for one in counted)
    return sum((one.weight * value_of_source(rule, one) for one in counted), Fraction(0)) / present


def _blended(rule: CriterionRule, counted: list[SourceScore]) -> list[Step]:
    present = sum(one.weight for one in counted)
    terms = " + ".join(
        f"{percent(one.weight, present)} × {plain(value_of_source(rule, one))} ({LABELS[one.source].lower()})"
        for one in counted
    )
    spoken = {one.source for one in counted}
    silent = [one for one in SOURCES if rule.weights.get(one, 0) and one not in spoken]
    steps = [Step("S3", f"Giá trị: {terms} {equals(blended_value(rule, counted), FINE)}.")]
    if silent:
        named = ", ".join(f"{LABELS[one].lower()} (trọng số {rule.weights[one]})" for one in silent)
        steps.append(
            Step(
                "S4",
                f"Chưa có dữ liệu tính được từ: {named}; trọng số của các nguồn khác tính trên {present}.",
            )
        )
    return steps


def _shared(rule: CriterionRule, worth: Worth) -> list[Step]:
    declared, applied = worth.declared[rule.position], worth.applied[rule.position]
    if declared == applied:
        return []
    more = "nhận thêm phần chia từ tiêu chí không áp dụng trong nhóm"
    return [Step("S5", f"Điểm trong bộ {plain(declared)}; {more}, thành {plain(applied)} điểm.")]


def _rounded_first(rules: SetRules) -> list[Step]:
    if rules.indicator_decimals is None:
        return []
    return [Step("S6", f"Bộ này làm tròn điểm của từng chỉ số đến {rules.indicator_decimals} số lẻ trước.")]


def _contribution(
    rules: SetRules, score: CriterionScore, counted: list[SourceScore], rule: CriterionRule, worth: Worth
) -> Step:
    value = blended_value(rule, counted)
    points, available = worth.applied[rule.position], worth.available
    exact = rules.scale * points * value / available
    in_run = " (mức tăng của tổng cộng dồn trong nhóm chia đều)" if rule.group in rules.shared else ""
    return Step(
        "S6",
        f"{rules.scale} × {plain(points)} điểm × {plain(value, FINE)} ÷ {plain(available)} điểm có dữ liệu "
        f"{sign(exact, 2)} {format_points(score.points)} điểm{in_run}.",
    )
