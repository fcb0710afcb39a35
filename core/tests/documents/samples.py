"""Documents to test with: a plain ranking, and one whose texts try to be something else."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from core.documents.content import Column, ColumnKind, Document, Letterhead, Signature

MADE_AT = datetime(2026, 4, 2, 1, 0, tzinfo=UTC)
COLUMNS = (
    Column("STT", ColumnKind.INTEGER, 5),
    Column("Cơ quan", width=34),
    Column("Điểm", ColumnKind.POINTS, 9),
    Column("Thay đổi", ColumnKind.SIGNED, 9),
    Column("Độ phủ", ColumnKind.PERCENT, 8, 0),
    Column("Ngày kiểm tra", ColumnKind.DAY, 12),
    Column("Tính lúc", ColumnKind.MOMENT, 16),
)
ROWS = (
    (1, "Sở Tư pháp", Decimal("1234.505"), Decimal("1.2"), Decimal("0.935"), date(2026, 3, 1), MADE_AT),
    (2, "Sở Nội vụ", Decimal(0), Decimal("-0.355"), Decimal(0), date(2026, 3, 31), MADE_AT),
    (1_000, "Xã Cái Nhum", None, None, None, None, None),
)
HOSTILE = (
    "=SUM(A1:A9)",
    "+1+1",
    "-2",
    "@SUM(1)",
    "{{ 7*7 }} {% for x in y %}",
    '#panic("x") *đậm* $x$ `mã` <nhãn> @trích // chú',
    "A & B < C > D \" '",
    "http://example.vn",
    "0123",
    "hai\ndòng",
    "chuông\x07 và \x00trống",
    "Nguyê\u0303n Thi\u0323 Ho\u0300a",
)


def ranking(**changes: Any) -> Document:
    """A ranking with everything an official document has."""
    plain: dict[str, Any] = {
        "title": "Bảng xếp hạng văn hóa công vụ",
        "subtitle": "Tháng 3 năm 2026",
        "columns": COLUMNS,
        "rows": ROWS,
        "totals": (None, "Toàn tỉnh", Decimal("87.43"), None, Decimal("0.9"), None, None),
        "made_at": MADE_AT,
        "legal_lines": ["Căn cứ Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018;"],
        "footnotes": ["“—” nghĩa là chưa có dữ liệu, không phải 0 điểm."],
        "emphasised": frozenset({1}),
        "letterhead": Letterhead(
            "Ủy ban nhân dân tỉnh Vĩnh Long", "Sở Nội vụ", "Vĩnh Long", date(2026, 4, 2), "12/BC-SNV"
        ),
        "recipients": ["UBND tỉnh;", "Lưu: VT."],
        "signature": Signature("Giám đốc", "Nguyễn Thị Hòa"),
    }
    return Document(**(plain | changes))


def hostile() -> Document:
    """Each trap once as a cell, and the worst of them in every other place."""
    trap = "={{ 7*7 }}#x<b>&"
    return Document(
        title=trap,
        subtitle=trap,
        columns=(Column("Chữ", width=60), Column("Số", ColumnKind.INTEGER)),
        rows=[(text, number) for number, text in enumerate(HOSTILE)],
        made_at=MADE_AT,
        legal_lines=[trap],
        footnotes=[trap],
        letterhead=Letterhead(trap, trap, trap, None, trap),
        recipients=[trap],
        signature=Signature(trap, trap),
    )
