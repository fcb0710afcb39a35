"""Boards and lists as ready cells, and the same as documents for Excel."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from core.cells import Cell, Column, Row
from core.dates import format_day
from core.documents.content import Column as Field
from core.documents.content import ColumnKind, Document, Value
from core.numbers import NO_DATA, format_integer, format_percent
from evaluations.enums import Owing
from evaluations.gather.owing.people import OwedRow
from evaluations.gather.owing.province import REASONS, Tally
from evaluations.models import Period
from evaluations.views.owing.frame import REASON_LABELS, WAITING

FIGURES = ("Phải nộp", "Đã nộp", "Tỷ lệ", "Nộp muộn", "Chưa nộp", "Đang làm", "Trả lại")


def board_columns(first: str) -> list[Column]:
    """Headings of a board whose lines are units or agencies."""
    excused = [{"label": REASON_LABELS[reason], "num": True} for reason in REASONS]
    return [{"label": first}, *({"label": label, "num": True} for label in FIGURES), *excused]  # type: ignore[list-item]


def board_row(name: str, tally: Tally, url: str = "") -> Row:
    """One line; a count of nobody is 0, a share of nobody is no data."""
    head: Cell = {"text": name, "header": True}
    if url:
        head["url"] = url
    return [head, *map(_number, figures(tally))]


def _number(value: int | Decimal | None) -> Cell:
    if isinstance(value, Decimal):
        return {"text": format_percent(value, 1), "num": True, "value": value}
    return {"text": NO_DATA if value is None else format_integer(value), "num": True, "value": value}


def figures(tally: Tally) -> list[int | Decimal | None]:
    """The figures of a line in the order of the headings; the share is exact, in [0, 1]."""
    rate = Decimal(tally.sent) / tally.owed if tally.owed else None
    counts = [tally.owed, tally.sent, rate, tally.late, tally.missing, tally.begun, tally.returned]
    return [*counts, *(tally.excused[reason] for reason in REASONS)]


def board_document(
    period: Period, first: str, lines: Sequence[tuple[str, Tally]], total: Tally, at: datetime
) -> Document:
    """The board as a document: the same lines, and their sum."""
    counts = [
        Field(label, ColumnKind.PERCENT if label == "Tỷ lệ" else ColumnKind.INTEGER, 10, 1)
        for label in (*FIGURES, *(REASON_LABELS[reason] for reason in REASONS))
    ]
    return Document(
        title=f"Tiến độ nộp phiếu tự đánh giá {period.label.lower()}",
        columns=[Field(first, width=36), *counts],
        rows=[[name, *figures(tally)] for name, tally in lines],
        totals=["Cộng", *figures(total)],
        made_at=at,
        footnotes=[
            f"Hạn nộp {format_day(period.self_due_on)}. Đang làm, trả lại là một phần của chưa nộp. "
            "Năm cột cuối là người không phải nộp, theo lý do."
        ],
    )


NAME_COLUMNS: list[Column] = [
    {"label": "Họ và tên"},
    {"label": "Mã cán bộ"},
    {"label": "Bộ phận"},
    {"label": "Tình trạng"},
    {"label": "Ngày nộp"},
    {"label": "Ngày làm việc", "num": True},
]


def state_of(row: OwedRow) -> str:
    """What became of the form, or why there is none."""
    if row.owing != Owing.OWED:
        where = f": {row.where_to}" if row.where_to else ""
        return f"{row.owing.label}{where}"
    if not row.is_sent:
        return WAITING[row.state]
    return "Đã nộp, muộn" if row.is_late else "Đã nộp"


def name_rows(rows: Iterable[OwedRow], period: Period, own_staff: int | None, today: date) -> list[Row]:
    """One line per person and agency; moved ones lead to the note about them, sent forms to the form.

    A missing form stands out only once its due day is over.
    """
    overdue = today > period.self_due_on
    return [_name_row(row, period, own_staff, overdue) for row in rows]


def _name_row(row: OwedRow, period: Period, own_staff: int | None, overdue: bool) -> Row:
    head: Cell = {"text": row.staff.full_name, "header": True}
    url = _address(row, period, own_staff)
    if url:
        head["url"] = url
    kind = "text-bad" if row.is_missing and overdue else ""
    return [
        head,
        {"text": row.staff.code, "class": "nowrap"},
        {"text": row.unit_name},
        {"text": state_of(row), "class": kind},
        {"text": format_day(row.submitted_on), "class": "nowrap"},
        {"text": format_integer(row.working_days), "num": True},
    ]


def _address(row: OwedRow, period: Period, own_staff: int | None) -> str:
    if row.staff.pk == own_staff:
        return ""
    if row.owing == Owing.MOVED_AWAY:
        return reverse("transfer_note", args=[period.pk, row.agency_id, row.staff.pk])
    return reverse("assessment_detail", args=[row.form_id]) if row.is_sent else ""


def names_document(period: Period, rows: Iterable[OwedRow], at: datetime) -> Document:
    """The list as a document, with those who have not sent among them."""
    kinds = (30, 14, 30, 48, 12, 14)
    columns = [
        Field(str(column["label"]), _kind(place), width)
        for place, (column, width) in enumerate(zip(NAME_COLUMNS, kinds, strict=True))
    ]
    lines: list[list[Value]] = [
        [
            row.staff.full_name,
            row.staff.code,
            row.unit_name,
            state_of(row),
            row.submitted_on,
            row.working_days,
        ]
        for row in rows
    ]
    title = f"Danh sách nộp phiếu tự đánh giá {period.label.lower()}"
    return Document(title=title, columns=columns, rows=lines, made_at=at)


def _kind(place: int) -> ColumnKind:
    return {4: ColumnKind.DAY, 5: ColumnKind.INTEGER}.get(place, ColumnKind.TEXT)


def names_url(period: Period, unit_id: int | None = None, tab: str = "") -> str:
    """The list of names, of one unit and one state."""
    query = {"ky": period.pk, "don-vi": unit_id or "", "loai": tab}
    kept = {name: value for name, value in query.items() if value}
    return f"{reverse('owing_names')}?{urlencode(kept)}"
