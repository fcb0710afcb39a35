"""The verified cases behind a figure as a table; never a word of what was reported."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from core.cells import Row
from core.dates import format_day
from core.numbers import format_integer
from reporting.gather.evidence.cases import Counted, Due
from reporting.tables.cells import Proof, Table, count_field, head, integer, proved, text_field, words


def verified(rows: Sequence[Counted], code: str) -> Table:
    """Each case by its six signs, the day of the verdict and the criterion; the last row adds them up."""
    fields = (
        text_field("Phản ánh", 12),
        text_field("Ngày kết luận", 14),
        text_field("Kết luận", 18),
        text_field("Tiêu chí", 10),
        count_field("Số vụ (k)"),
    )
    cells: list[Row] = [
        [
            head(row.short, reverse("case_detail", args=[row.case]) if row.may_open else ""),
            words(format_day(row.verdict_on), klass="nowrap"),
            words(row.verdict),
            words(code),
            integer(1),
        ]
        for row in rows
    ]
    foot: Row = [words("Tổng"), words(""), words(""), words(""), integer(len(rows))]
    table = Table(
        "phan-anh", "Phản ánh đã xác minh, tính vào điểm", fields, cells, foot if rows else None, stack=True
    )
    return proved(table, "Số vụ (k)", words="Tổng số vụ (k)")


def due(rows: Sequence[Due]) -> Table:
    """Cases whose answer fell due in the month, and whether it came in time."""
    fields = (
        text_field("Phản ánh", 12),
        text_field("Hạn trả lời", 14),
        text_field("Ngày trả lời", 14),
        text_field("Đúng hạn", 10),
    )
    cells: list[Row] = [
        [
            head(row.short, reverse("case_detail", args=[row.case])),
            words(format_day(row.due_on), klass="nowrap"),
            words(format_day(row.answered_on), klass="nowrap"),
            words("Có" if row.is_in_time else "Không" if row.answered_on else "Chưa trả lời"),
        ]
        for row in rows
    ]
    table = Table("phan-anh-den-han", "Phản ánh đến hạn trả lời", fields, cells, stack=True)
    on_time = sum(row.is_in_time for row in rows)
    label = f"Số phản ánh: {on_time} đúng hạn + {len(rows) - on_time} chưa đúng hạn"
    return replace(table, proof=Proof(format_integer(len(rows)), label))
