"""Figures that move, in words: what each is called and how it is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.cells import Cell, Row
from core.documents.content import ColumnKind
from core.numbers import NO_DATA, format_integer, format_percent, format_points, format_signed
from core.tables import Field, Table, head, number, text_field
from evaluations.enums import Grade

LABELS = {
    "total": "Tổng điểm",
    "rank": "Thứ hạng",
    "ranked_of": "Số cơ quan cùng xếp hạng",
    "grade": "Xếp loại",
    "is_provisional": "Điểm tạm tính",
    "coverage": "Độ phủ",
    "confidence": "Độ tin cậy",
    "gap_inspection": "Chênh lệch tự đánh giá – kiểm tra",
    "gap_citizen": "Chênh lệch tự đánh giá – người dân",
    "headcount": "Số người phải nộp phiếu",
    "submitted": "Phiếu đã nộp",
    "reviewed": "Phiếu đã quyết định",
    "inspections": "Cuộc kiểm tra trong kỳ",
    "ratings": "Lượt người dân đánh giá",
    "rating_mean": "Điểm trung bình của người dân",
    "records": "Số bản ghi nguồn",
    "weighted_mean": "Trung bình theo số người",
    "simple_mean": "Trung bình cộng",
    "agencies_rated": "Cơ quan có điểm",
    "agencies_ranked": "Cơ quan vào trung bình",
}
POINTS = ("total", "gap_inspection", "gap_citizen", "rating_mean", "weighted_mean", "simple_mean")
FIELDS = (
    text_field("Cơ quan, số liệu", 40),
    Field("Trước", ColumnKind.POINTS, 16),
    Field("Sau", ColumnKind.POINTS, 16),
    Field("Thay đổi", ColumnKind.SIGNED, 14),
)
PROVINCE = "Toàn tỉnh"
Names = Mapping[int, str]
Figure = Sequence[Any]
"""[key, before, after] as a correction keeps it."""


def label_of(key: str) -> str:
    """What a figure is called."""
    kind, _, code = key.partition(":")
    if kind == "group":
        return f"Nhóm {code}"
    return f"Tiêu chí {code}" if kind == "criterion" else LABELS.get(key, key)


def written(key: str, text: str | None) -> str:
    """A figure as a page writes it; no data is a dash."""
    if text is None:
        return NO_DATA
    if key == "grade":
        return str(Grade(text).label) if text in Grade.values else NO_DATA
    if key == "is_provisional":
        return "có" if text == "true" else "không"
    if key == "coverage":
        return format_percent(Decimal(text), 2)
    if key == "confidence":
        return text or NO_DATA
    if is_points(key):
        return format_points(Decimal(text))
    return format_integer(int(Decimal(text)))


def is_points(key: str) -> bool:
    """Whether a figure is written with two decimals."""
    return key in POINTS or ":" in key


def figure_cell(key: str, text: str | None) -> Cell:
    """A figure; points keep their number for the file."""
    return number(written(key, text), Decimal(text) if text is not None and is_points(key) else None)


def change_cell(key: str, before: str | None, after: str | None) -> Cell:
    """The difference of two numbers, coloured where up is better; nothing where there is none to tell."""
    if before is None or after is None or not (is_points(key) or key == "rank"):
        return {"text": ""}
    difference = Decimal(after) - Decimal(before)
    if key == "rank":
        words = f"{'lên' if difference < 0 else 'xuống'} {abs(int(difference))} bậc"
        return {"text": words, "num": True, "class": "trend-up" if difference < 0 else "trend-down"}
    cell = number(format_signed(difference), difference)
    if not key.startswith("gap"):
        cell["class"] = "trend-up" if difference > 0 else "trend-down"
    return cell


def moves_table(
    moves: Mapping[str, Any], names: Names, first: Collection[int], seen: frozenset[int] | None
) -> Table:
    """Before and after under the name of each agency; those that the lines are about stand first."""
    rows: list[Row] = []
    for agency, figures in ordered(moves, names, first):
        if seen is None or agency in seen:
            rows.append([{"text": names.get(agency, str(agency)), "header": True, "colspan": len(FIELDS)}])
            rows += _rows(figures)
    if seen is None and moves.get("province"):
        rows.append([{"text": PROVINCE, "header": True, "colspan": len(FIELDS)}])
        rows += _rows(moves["province"])
    return Table("thay-doi", "Mọi số liệu và thứ hạng thay đổi", FIELDS, rows)


def ordered(
    moves: Mapping[str, Any], names: Names, first: Collection[int]
) -> list[tuple[int, Sequence[Figure]]]:
    """The agencies that move by name, those in ``first`` before all others."""
    found = [(int(agency), figures) for agency, figures in moves.get("agencies", {}).items()]
    return sorted(found, key=lambda one: (one[0] not in first, names.get(one[0], ""), one[0]))


def _rows(figures: Iterable[Figure]) -> list[Row]:
    return [
        [
            head(label_of(key)),
            figure_cell(key, before),
            figure_cell(key, after),
            change_cell(key, before, after),
        ]
        for key, before, after in figures
    ]


def hidden_words(moves: Mapping[str, Any], seen: frozenset[int] | None) -> str:
    """How many agencies move that the person does not see, "" for none."""
    if seen is None:
        return ""
    hidden = sum(int(agency) not in seen for agency in moves.get("agencies", {}))
    return (
        f"Ngoài ra {format_integer(hidden)} cơ quan khác có số liệu hoặc thứ hạng thay đổi." if hidden else ""
    )
