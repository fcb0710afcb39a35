"""Twelve months of one agency as a table, and the proof line of any line of months."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from core.cells import Row
from core.numbers import format_points, format_signed
from reporting.gather.months import Month
from reporting.links import link
from reporting.tables.cells import Proof, Table, head, points, points_field, text_field


def agency_trend(window: Iterable[Month], totals: Sequence[Decimal | None], agency: int) -> Table:
    """The agency's totals month by month, provisional ones and months without data left out."""
    fields = (text_field("Tháng", 10), points_field("Điểm"))
    line = totals or [None] * 12
    rows: list[Row] = [
        [head(month.short, link("agency_dashboard", month, agency)), points(total)]
        for month, total in zip(window, line, strict=False)
    ]
    return Table("xu-huong", "Điểm 12 tháng", fields, rows, proof=steps_proof(rows, 1))


def steps_proof(rows: Sequence[Row], column: int) -> Proof | None:
    """The first figure of a line of months and all its steps give the last; None without any figure."""
    known = [value for row in rows if isinstance(value := row[column].get("value"), Decimal)]
    if not known:
        return None
    steps = sum((after - before for before, after in pairwise(known)), Decimal(0))
    label = f"{format_points(known[0])} và các bước tăng, giảm {format_signed(steps)}"
    return Proof(format_points(known[0] + steps), label, format_points(known[-1]), "tháng cuối có điểm")
