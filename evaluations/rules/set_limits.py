"""Every number and text of a set is within what the rules, the pages and the database can hold."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from agencies.enums import ComparisonGroup
from evaluations.enums import Measure
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_codec import READERS, sane
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition

MOST_CRITERIA = 300
LONGEST = {"code": 20, "name": 200, "title": 200}
RANGES = {
    "scale": (1, 1000, "Thang điểm của cả bộ"),
    "carry_months": (0, 24, "Số tháng kết quả kiểm tra còn giá trị"),
    "min_citizen_n": (5, 1000, "Số lượt đánh giá tối thiểu của người dân"),
    "min_coverage": (0, 1, "Độ phủ tối thiểu"),
    "min_ranked": (2, 100, "Số cơ quan tối thiểu để xếp hạng"),
    "bonus_cap": (0, 1000, "Điểm thưởng tối đa"),
    "deduction_cap": (0, 1000, "Điểm trừ tối đa"),
    "indicator_decimals": (0, 4, "Số chữ số thập phân khi làm tròn chỉ số"),
}
"""Least and most of each number among the settings (S4, S6, S7, S10, S11), and what it is."""


def check_settings(settings: Mapping[str, Any]) -> Iterator[Inconsistency]:
    """Every setting is known and can be read; while one cannot, the others are not looked into."""
    for name, value in settings.items():
        if name not in READERS:
            yield Inconsistency("setting", name, f"Thiết lập “{name}” không rõ.")
            continue
        try:
            READERS[name](value)
            _refuse_endless(value)
        except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
            yield Inconsistency("setting", name, f"Thiết lập “{name}” ghi sai, không đọc được.")


def _refuse_endless(value: Any) -> None:
    """Raise ValueError for a number in ``value`` that no page could write out."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            _refuse_endless(one)
        return
    try:
        Decimal(str(value))
    except InvalidOperation:
        return
    sane(str(value))


def check_ranges(definition: SetDefinition) -> Iterator[Inconsistency]:
    """The settings' numbers lie between their least and most; shares of confidence are ratios (S10)."""
    settings = definition.settings
    for name, (least, most, label) in RANGES.items():
        value = settings.get(name)
        if value is not None and not least <= Decimal(value) <= most:
            sentence = f"{label} là {number(Decimal(value))}, phải từ {least} đến {most}."
            yield Inconsistency("range", name, sentence)
    top = Decimal(settings.get("scale", 100))
    for name in ("bonus_cap", "deduction_cap"):
        if settings.get(name) is not None and Decimal(settings[name]) > top:
            sentence = f"{RANGES[name][2]} {number(Decimal(settings[name]))} vượt thang {number(top)} điểm."
            yield Inconsistency("range", name, sentence)
    yield from _confidence(settings.get("confidence", []))
    for quota in settings.get("quotas", []):
        exception = quota.get("exception_cap")
        if exception is not None and not Decimal(quota["cap"]) <= Decimal(exception) <= 1:
            sentence = f"Tỷ lệ ngoại lệ {number(Decimal(exception))} phải từ tỷ lệ tối đa đến 1."
            yield Inconsistency("range", "quotas", sentence)


def _confidence(rows: Iterable[Mapping[str, Any]]) -> Iterator[Inconsistency]:
    for row in rows:
        mark = str(row["mark"])
        if mark not in ("A", "B"):
            yield Inconsistency("range", "confidence", f"Mức tin cậy “{mark}” không rõ, chỉ đặt cho A và B.")
        if not 0 <= Decimal(row["min_response"]) <= 1:
            yield Inconsistency("range", "confidence", f"Mức tin cậy {mark}: tỷ lệ nộp phải từ 0 đến 1.")
        if row["min_visits"] < 0 or row["min_ratings"] < 0:
            yield Inconsistency("range", "confidence", f"Mức tin cậy {mark}: số lượng không được âm.")


def check_texts(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Codes and names fit their columns and say something; points have two decimals at most."""
    yield from _long("bộ", "title", definition.title, "tên bộ")
    for group in definition.groups:
        yield from _long(group.code, "code", group.code, "mã nhóm")
        yield from _long(group.code, "name", group.name, "tên nhóm")
        yield from _fine(group.code, group.declared_points)
    for one in definition.criteria:
        yield from _long(one.code, "code", one.code, "mã tiêu chí")
        yield from _fine(one.code, one.max_points)
        if not one.statement.strip():
            yield Inconsistency("no_words", one.code, f"Tiêu chí {one.code} chưa có nội dung.")
    yield from _fine("tổng", definition.declared_total)
    for name in definition.comparison_groups:
        if name not in ComparisonGroup.values:
            yield Inconsistency("unknown_comparison", name, f"Nhóm so sánh “{name}” không rõ.")
    if definition.is_scoring and not any(one.measure != Measure.BONUS for one in definition.criteria):
        yield Inconsistency("nothing", "bộ", "Bộ dùng để chấm điểm nhưng chưa có tiêu chí nào.")
    if len(definition.criteria) > MOST_CRITERIA:
        sentence = f"Bộ có {len(definition.criteria)} tiêu chí, tối đa {MOST_CRITERIA}."
        yield Inconsistency("range", "bộ", sentence)


def _long(place: str, field: str, text: str, label: str) -> Iterator[Inconsistency]:
    if len(text) > LONGEST[field]:
        yield Inconsistency("too_long", place, f"{label.capitalize()} dài quá {LONGEST[field]} ký tự.")
    elif not text.strip():
        yield Inconsistency("no_words", place, f"{label.capitalize()} còn trống.")


def _fine(place: str, points: Decimal | None) -> Iterator[Inconsistency]:
    if points is None:
        return
    if not points.is_finite() or abs(points) >= 10_000:
        yield Inconsistency("too_long", place, f"{place}: số điểm phải nhỏ hơn 10.000.")
    elif points != round(points, 2):
        yield Inconsistency("decimals", place, f"{place}: điểm {number(points)} có quá hai chữ số thập phân.")


def check_params(definition: SetDefinition) -> Iterator[Inconsistency]:
    """The numbers of a measure are within reach of a form and of the criterion's points (S2)."""
    for criterion in definition.criteria:
        for wrong, sentence in _faults(criterion):
            if wrong:
                yield Inconsistency("range", criterion.code, f"Tiêu chí {criterion.code}: {sentence}")


def _faults(criterion: CriterionDefinition) -> Iterable[tuple[bool, str]]:
    params, points = criterion.params, criterion.max_points
    size, target, case = params.checklist_size, params.target, params.case_deduction
    return (
        (params.scale_max > 100, "đỉnh thang điểm không quá 100."),
        (size is not None and not 1 <= size <= 100, "danh mục phải có từ 1 đến 100 nội dung."),
        (target is not None and target > 100_000, "số lượng cần đạt không quá 100.000."),
        (case is not None and not 0 < case <= 1, "mức trừ mỗi phản ánh phải lớn hơn 0 và không quá 1."),
        (len(params.levels) > 10, "không quá mười mức."),
        (any(level.points < 0 for level in params.levels), "điểm của mức không được âm."),
        (
            criterion.measure == Measure.COUNT_DEDUCT and (params.deduction or 0) > 1000,
            "mỗi vi phạm trừ quá 1.000 lượt.",
        ),
        (
            criterion.measure == Measure.BONUS and (params.per_item or 0) > (points or 0),
            "điểm cho mỗi nội dung vượt điểm tối đa.",
        ),
    )
