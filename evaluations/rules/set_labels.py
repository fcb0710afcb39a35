"""The parts of a criteria set in Vietnamese: the names of settings, parameters, measures, numbers."""

from decimal import Decimal, InvalidOperation
from typing import Any

from agencies.enums import ComparisonGroup
from evaluations.enums import AppliesTo, Grade, Measure, NotApplicable, Source
from evaluations.rules.inconsistency import number
from evaluations.rules.set_rules import MeasureParams

MEASURES = {name: str(label) for name, label in Measure.choices}
AUDIENCES = {name: str(label) for name, label in AppliesTo.choices}
TREATMENTS = {"": "Biểu không nói", **{name: str(label) for name, label in NotApplicable.choices}}
SOURCES = {name: str(label) for name, label in Source.choices}
GRADES = {name: str(label) for name, label in Grade.choices}
COMPARED = {name: str(label) for name, label in ComparisonGroup.choices}
SCORED_ON = {"dossier": "Hồ sơ", "person": "Người", "agency": "Cơ quan", "field": "Lĩnh vực"}
SETTINGS = {
    "scale": "Thang điểm của cả bộ",
    "rescale": "Quy đổi lại khi thiếu tiêu chí",
    "carry_months": "Số tháng kết quả kiểm tra còn giá trị",
    "min_citizen_n": "Số lượt đánh giá tối thiểu của người dân",
    "min_coverage": "Độ phủ tối thiểu để xếp hạng",
    "min_ranked": "Số cơ quan tối thiểu để xếp hạng",
    "bonus_cap": "Điểm thưởng tối đa",
    "deduction_cap": "Điểm trừ tối đa",
    "knock_out_grade": "Mức khống chế khi có vi phạm đặc biệt nghiêm trọng",
    "ranks_unrounded": "Xếp hạng trên điểm chưa làm tròn",
    "indicator_decimals": "Làm tròn từng chỉ số trước khi cộng (chữ số thập phân)",
    "over_time": "Điểm quý, năm",
    "bands": "Mức xếp loại",
    "quotas": "Tỷ lệ khống chế",
    "confidence": "Mức tin cậy",
    "conditions": "Điều kiện của mức xếp loại",
    "adjustments": "Cộng, trừ theo sự việc",
    "coefficients": "Hệ số hoàn thành",
}
PARAMS = {
    "deduction": "Mức trừ",
    "case_deduction": "Mức trừ mỗi phản ánh",
    "floor": "Mức sàn",
    "scale_max": "Đỉnh thang điểm",
    "levels": "Các mức",
    "checklist_size": "Số nội dung của danh mục",
    "target": "Số lượng cần đạt",
    "per_item": "Điểm mỗi nội dung thưởng",
    "citizen_reads": "Người dân trả lời bằng",
    "replaced_by_uniform": "Nhường cho tiêu chí trang phục ngành",
    "proved_by": "Chứng minh bằng sổ",
    "asks": "Người tự chấm phải kèm",
}
ANSWERS = {"stars": "1–5 sao", "xin": "4 xin", "luon": "4 luôn", "cases": "phản ánh đã xác minh"}
ASKED = {"note": "ghi chú", "evidence": "minh chứng"}
DENOMINATORS = {
    "good": "số được xếp loại tốt",
    "good_and_excellent": "số được xếp loại tốt và xuất sắc",
    "everyone": "số được xếp loại",
}
OPERATORS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
NO_LIMIT, NOT_STATED = "không giới hạn", "không ghi"


def points(value: Decimal | None) -> str:
    """Points as people write them; where the source gives none, so it is said."""
    return NOT_STATED if value is None else number(value)


def plain(value: Any) -> str:
    """A stored value: a number with its comma, yes or no, and anything else as it is."""
    if value is None:
        return NO_LIMIT
    if isinstance(value, bool):
        return "có" if value else "không"
    try:
        return number(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def param_words(params: MeasureParams, name: str) -> str:
    """One parameter of a measure in words."""
    value = getattr(params, name)
    match name:
        case "levels":
            return "; ".join(f"{number(level.points)} {level.label}" for level in value) or "không có"
        case "citizen_reads":
            return ANSWERS.get(value, value or "cách đo chung")
        case "asks":
            return ASKED.get(value, value or "không bắt buộc")
    return NOT_STATED if value is None or value == "" else plain(value)
