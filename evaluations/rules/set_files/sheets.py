"""Which sheets a set's workbook has, and which columns each: headings, kinds and widths."""

from dataclasses import dataclass

from evaluations.enums import Sharing
from evaluations.rules.set_codec import DECIMALS, WHOLES
from evaluations.rules.set_files.cells import NUMBER, TEXT, WHOLE, YES_NO, Kind, choice, several
from evaluations.rules.set_labels import (
    ANSWERS,
    ASKED,
    AUDIENCES,
    COMPARED,
    DENOMINATORS,
    GRADES,
    MEASURES,
    OPERATORS,
    PARAMS,
    SCORED_ON,
    SOURCES,
    TREATMENTS,
)
from evaluations.rules.set_rules import MeasureParams

HEAD, GROUPS, CRITERIA, LEVELS = "Bộ", "Nhóm", "Tiêu chí", "Mức điểm"
BANDS, SETTINGS, QUOTAS, CONFIDENCE = "Mức xếp loại", "Thiết lập", "Tỷ lệ khống chế", "Mức tin cậy"
MOST_ROWS, MOST_COLUMNS = 1_000, 60
"""Rows below the heading and columns that are read of a sheet; a larger one is refused."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it holds, its heading, how it is written, how wide it is."""

    field: str
    heading: str
    kind: Kind = TEXT
    width: int = 14
    needed: bool = False


TITLES = (
    Column("code", "Mã bộ", needed=True),
    Column("version", "Phiên bản", WHOLE),
    Column("title", "Tên bộ", needed=True),
    Column("legal_basis", "Căn cứ pháp lý"),
    Column("source", "Nguồn"),
    Column("is_scoring", "Dùng để chấm điểm hằng tháng", YES_NO, needed=True),
    Column("is_default_points", "Điểm do phần mềm đặt sẵn", YES_NO),
    Column("declared_total", "Tổng điểm của biểu", NUMBER),
    Column("comparison_groups", "Nhóm so sánh dùng bộ này (trống = mọi nhóm)", several(COMPARED)),
    Column("parent", "Bổ sung cho bộ (mã/phiên bản)"),
)
"""Rows of the first sheet: what stands on the left."""

PART = "Tổng điểm phần chấm trên: "
"""Begins a row of the first sheet with a part's total."""

OF_GROUP = (
    Column("code", "Mã nhóm", needed=True),
    Column("name", "Tên nhóm", width=60, needed=True),
    Column("parent", "Thuộc nhóm"),
    Column("declared_points", "Điểm của nhóm", NUMBER),
    Column("sharing", "Cách tính điểm", choice({Sharing.EQUAL: "Chia đều"}), 18),
)


def _param_kind(name: str) -> Kind:
    if name in DECIMALS:
        return NUMBER
    if name in WHOLES:
        return WHOLE
    return {
        "citizen_reads": choice(ANSWERS),
        "asks": choice(ASKED),
        "replaced_by_uniform": YES_NO,
    }.get(name, TEXT)


OF_PARAMS = tuple(
    Column(name, PARAMS.get(name, name), _param_kind(name), 16)
    for name in MeasureParams.__slots__
    if name != "levels"
)
OF_WEIGHTS = tuple(Column(source, f"Trọng số: {label} (%)", WHOLE, 13) for source, label in SOURCES.items())
OF_CRITERION = (
    Column("code", "Mã tiêu chí", needed=True),
    Column("group", "Nhóm", needed=True),
    Column("statement", "Nội dung", width=60, needed=True),
    Column("applies_to", "Áp dụng cho", choice(AUDIENCES), 26, needed=True),
    Column("measure", "Cách đo", choice(MEASURES), 26, needed=True),
    Column("max_points", "Điểm tối đa", NUMBER),
)
OF_CRITERION_END = (
    Column("not_applicable", "Khi không áp dụng", choice(TREATMENTS), 22),
    Column("scored_on", "Chấm trên", several(SCORED_ON), 16),
    Column("how_measured", "Cách chấm", width=50),
    Column("evidence_hint", "Minh chứng", width=40),
    Column("legal_basis", "Căn cứ", width=40),
)
EVERY_CRITERION = (*OF_CRITERION, *OF_WEIGHTS, *OF_PARAMS, *OF_CRITERION_END)
OF_LEVEL = (
    Column("code", "Mã tiêu chí", needed=True),
    Column("points", "Điểm", NUMBER, needed=True),
    Column("label", "Tên mức", width=60, needed=True),
)
OF_BAND = (
    Column("grade", "Mức", choice(GRADES), 18, needed=True),
    Column("label", "Tên hiển thị", width=34),
    Column("operator", "So sánh dưới", choice({name: OPERATORS[name] for name in (">=", ">")}), needed=True),
    Column("lower", "Từ điểm", NUMBER, needed=True),
    Column("upper_operator", "So sánh trên", choice({name: OPERATORS[name] for name in ("<=", "<")})),
    Column("upper", "Đến điểm", NUMBER),
    Column("extra", "Điều kiện thêm (mỗi dòng một điều kiện)", width=60),
)
OF_QUOTA = (
    Column("cap", "Tỷ lệ tối đa (0–1)", NUMBER, needed=True),
    Column("denominator", "Trên", choice(DENOMINATORS), 36, needed=True),
    Column("small_below", "Nhóm dưới số người", WHOLE, 18),
    Column("small_allows", "thì được", WHOLE),
    Column("exception_cap", "Ngoại lệ đến (0–1)", NUMBER, 18),
)
OF_CONFIDENCE = (
    Column("mark", "Mức", needed=True),
    Column("min_visits", "Số cuộc kiểm tra từ", WHOLE, 20, needed=True),
    Column("min_response", "Tỷ lệ nộp phiếu từ (0–1)", NUMBER, 24, needed=True),
    Column("min_ratings", "Số lượt đánh giá từ", WHOLE, 20, needed=True),
)
SETTING_KINDS = {
    "scale": WHOLE,
    "rescale": YES_NO,
    "carry_months": WHOLE,
    "min_citizen_n": WHOLE,
    "min_coverage": NUMBER,
    "min_ranked": WHOLE,
    "bonus_cap": NUMBER,
    "deduction_cap": NUMBER,
    "knock_out_grade": choice(GRADES),
    "ranks_unrounded": YES_NO,
    "indicator_decimals": WHOLE,
    "over_time": TEXT,
}
"""Settings of one value; the others are lists and stand in sheets of their own, or as JSON."""

IN_SHEETS = {
    "bands": (BANDS, OF_BAND),
    "quotas": (QUOTAS, OF_QUOTA),
    "confidence": (CONFIDENCE, OF_CONFIDENCE),
}
NO_LIMIT, NO_ROWS = "Không giới hạn", "Không có"
"""A setting that is there and says nothing; a list that is there and empty."""
