"""The last steps: from the sum of the parts to total, grade, coverage, confidence and rank (S6–S11, S13)."""

from decimal import Decimal

from core.numbers import format_percent, format_points, format_signed
from evaluations.enums import Confidence, Grade
from evaluations.rules.adjustments import CAPPED, UNVERIFIED
from evaluations.rules.explaining.numbers import plain
from evaluations.rules.explaining.parts import AdjustmentPart, Facts, Step
from evaluations.rules.explaining.worth import Worth
from evaluations.rules.grades import reaches
from evaluations.rules.results import AdjustmentLine, AgencyScore
from evaluations.rules.rounding import from_cents
from evaluations.rules.set_rules import SetRules

GRADES = {grade.value: grade.label for grade in Grade}
MARKS = {mark.value: mark.label for mark in Confidence}
CAPPED_PREFIX = "Khống chế"


def adjustment_part(line: AdjustmentLine) -> AdjustmentPart:
    """A line of S7 and why it counted as it did."""
    verb = "Cộng" if line.kind == "bonus" else "Trừ"
    asked, granted = from_cents(line.asked_cents), from_cents(line.granted_cents)
    words = f"{verb} {format_points(granted)} điểm."
    if line.status == UNVERIFIED:
        words = f"Đề nghị {format_points(asked)} điểm, chưa xác minh nên chưa tính."
    elif line.status == CAPPED:
        words = (
            f"Đề nghị {format_points(asked)} điểm, vượt mức trần nên chỉ tính {format_points(granted)} điểm."
        )
    return AdjustmentPart(line.kind, line.reason, asked, line.points, (Step("S7", words),))


def outcome_steps(rules: SetRules, score: AgencyScore, facts: Facts, worth: Worth) -> tuple[Step, ...]:
    """From the groups to the rank, in the order of the clauses."""
    if score.total is None:
        return (Step("S4", "Chưa nguồn nào có dữ liệu trong kỳ nên chưa có điểm; đó không phải là điểm 0."),)
    return (
        _sum(score),
        _grade(rules, score),
        *(Step("S8" if one.startswith(CAPPED_PREFIX) else "S9", one) for one in score.grade_reasons),
        _coverage(rules, score, worth),
        Step("S10", f"Độ tin cậy {MARKS.get(score.confidence, score.confidence)}."),
        _rank(rules, score, facts),
        *_gaps(facts),
    )


def _sum(score: AgencyScore) -> Step:
    terms = [format_points(group.points) for group in score.groups if group.points is not None]
    words = " + ".join(terms)
    for line in score.adjustments:
        words += f" {'−' if line.kind == 'deduction' else '+'} {format_points(abs(line.points))}"
    return Step("S6", f"Điểm = {words} = {format_points(score.total)}.")


def _grade(rules: SetRules, score: AgencyScore) -> Step:
    label = GRADES.get(score.grade, score.grade)
    total = score.total
    if total is None or score.provisional:
        return Step("S9", f"{label}: điểm tạm tính thì chưa xếp loại.")
    reached = [band for band in rules.bands if reaches(total, band)]
    if not reached:
        return Step("S9", f"{label}: {format_points(total)} không thuộc mức nào.")
    band = max(reached, key=lambda one: one.lower)
    sign = "≥" if band.operator == ">=" else ">"
    reached_words = f"{format_points(total)} {sign} {plain_points(band.lower)}"
    own = band.label or GRADES.get(band.grade, band.grade)
    ending = f"xếp loại {label}" if band.grade == score.grade else f"nhưng xếp loại {label}, vì"
    return Step(
        "S9", f"Điểm đạt mức {own} ({reached_words}), {ending}{'.' if band.grade == score.grade else ':'}"
    )


def plain_points(points: Decimal) -> str:
    """A threshold without needless decimals: "70", "87,5"."""
    return format_points(points).removesuffix("0").removesuffix(",0")


def _coverage(rules: SetRules, score: AgencyScore, worth: Worth) -> Step:
    least = format_percent(rules.min_coverage)
    words = (
        f"Độ phủ {format_percent(score.coverage, 1)}: {plain(worth.with_data, 2)} trên "
        f"{plain(worth.applicable, 2)} điểm áp dụng có dữ liệu; từ {least} mới xếp hạng."
    )
    return Step("S10", words)


def _rank(rules: SetRules, score: AgencyScore, facts: Facts) -> Step:
    if facts.rank is None:
        why = "điểm tạm tính" if score.provisional else "nhóm có quá ít cơ quan đủ dữ liệu"
        return Step("S11", f"Chưa xếp hạng: {why}.")
    group = facts.comparison_group
    by = (
        "theo điểm chưa làm tròn, như bộ tiêu chí quy định"
        if rules.ranks_unrounded
        else "theo điểm trên trang"
    )
    return Step("S11", f"Hạng {facts.rank} trên {facts.ranked_of} cơ quan nhóm {group}, {by}.")


def _gaps(facts: Facts) -> list[Step]:
    found = ((facts.gap_inspection, "kiểm tra"), (facts.gap_citizen, "người dân"))
    return [
        Step("S13", f"Tự đánh giá so với {other}: {format_signed(points)} điểm (không cộng vào điểm).")
        for points, other in found
        if points is not None
    ]
