"""A document as an Excel sheet: typed values, number formats, text that is no formula, A4 print set-up."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from core.clock import VIETNAM
from core.documents.content import (
    NUMBER_KINDS,
    Column,
    ColumnKind,
    Document,
    Value,
    clean,
    exact,
    text_of,
)
from core.numbers import NO_DATA

MILLIMETRES = 1 / 25.4
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
CELL = FONT | {"border": 1, "text_wrap": True, "valign": "top"}
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
A4 = 9


def number_format(column: Column) -> str:
    """Excel's format that shows a column's values as :func:`core.documents.content.text_of` does."""
    decimals = "." + "0" * column.places if column.places else ""
    return {
        ColumnKind.TEXT: "@",
        ColumnKind.INTEGER: "#,##0",
        ColumnKind.POINTS: f"#,##0{decimals}",
        ColumnKind.SIGNED: f"+#,##0{decimals};−#,##0{decimals};0{decimals}",
        ColumnKind.PERCENT: f"0{decimals}%",
        ColumnKind.DAY: "dd/mm/yyyy",
        ColumnKind.MOMENT: "dd/mm/yyyy hh:mm",
    }[column.kind]


def write_xlsx(document: Document) -> bytes:
    """The bytes of a workbook with one sheet."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(
            {"title": clean(document.title), "created": document.made_at.replace(tzinfo=None)}
        )
        _Sheet(book, document).write()
    return target.getvalue()


class _Sheet:
    """The one sheet, written from the top; ``self.line`` is the next free row."""

    def __init__(self, book: Any, document: Document) -> None:
        self.book, self.document, self.line = book, document, 0
        self.sheet = book.add_worksheet("Bảng")
        self.last = max(len(document.columns) - 1, 0)
        self._styles: dict[tuple[ColumnKind, int, bool], Any] = {}

    def write(self) -> None:
        """Head, table, notes, and how it is printed."""
        self._widths()
        self._head()
        self._table()
        for note in self.document.footnotes:
            self._across(note, italic=True, text_wrap=True)
        self._signature()
        self._print_setup()

    def _widths(self) -> None:
        for place, column in enumerate(self.document.columns):
            self.sheet.set_column(place, place, column.width + 2)

    def _head(self) -> None:
        head = self.document.letterhead
        if head is not None:
            self._across(head.parent.upper())
            self._across(head.issuer.upper(), bold=True)
            self._across(f"Số: {head.number}".rstrip())
            self._across(head.place_and_day, italic=True)
            self.line += 1
        self._across(self.document.title, bold=True, font_size=14, align="center", text_wrap=True)
        if self.document.subtitle:
            self._across(self.document.subtitle, bold=True, align="center", text_wrap=True)
        for line in self.document.legal_lines:
            self._across(line, italic=True, text_wrap=True)
        self.line += 1

    def _across(self, text: str, **style: Any) -> None:
        """One line of text over the whole width of the table."""
        look = self.book.add_format(FONT | style)
        if self.last:
            self.sheet.merge_range(self.line, 0, self.line, self.last, "", look)
        self.sheet.write_string(self.line, 0, clean(text), look)
        self.line += 1

    def _table(self) -> None:
        heading = self.book.add_format(
            CELL | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EAEFF3"}
        )
        self.top = self.line
        for place, column in enumerate(self.document.columns):
            self.sheet.write_string(self.line, place, clean(column.label), heading)
        self.line += 1
        for number, row in enumerate(self.document.rows):
            self._row(row, bold=number in self.document.emphasised)
        if self.document.rows:
            self.sheet.autofilter(self.top, 0, self.line - 1, self.last)
        if self.document.totals is not None:
            self._row(self.document.totals, bold=True, missing="")

    def _row(self, row: Any, *, bold: bool, missing: str = NO_DATA) -> None:
        for place, (column, value) in enumerate(zip(self.document.columns, row, strict=True)):
            self._cell(place, column, missing if value is None else value, bold)
        self.line += 1

    def _cell(self, place: int, column: Column, value: Value, bold: bool) -> None:
        look = self._style(column, bold)
        if isinstance(value, datetime):
            local = value.astimezone(VIETNAM).replace(tzinfo=None)
            self.sheet.write_datetime(self.line, place, local, look)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.line, place, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
        elif isinstance(value, Decimal):
            self.sheet.write_number(self.line, place, float(exact(column, value)), look)
        elif isinstance(value, int):
            self.sheet.write_number(self.line, place, value, look)
        else:
            self.sheet.write_string(self.line, place, text_of(column, value), look)

    def _style(self, column: Column, bold: bool) -> Any:
        key = (column.kind, column.places, bold)
        if key not in self._styles:
            align = "right" if column.kind in NUMBER_KINDS else "left"
            look = CELL | {"num_format": number_format(column), "align": align, "bold": bold}
            self._styles[key] = self.book.add_format(look)
        return self._styles[key]

    def _signature(self) -> None:
        signature = self.document.signature
        self.line += 1
        if signature is not None:
            for line in signature.capacity.splitlines():
                self._across(line, bold=True, align="right")
            self.line += 4
            self._across(signature.name, bold=True, align="right")
        for number, recipient in enumerate(self.document.recipients):
            if number == 0:
                self._across("Nơi nhận:", bold=True, italic=True)
            self._across(f"- {recipient}", font_size=11)

    def _print_setup(self) -> None:
        """A4 with the margins of NĐ 30/2020, headings on every page, one page wide, number at the top."""
        sheet = self.sheet
        sheet.set_paper(A4)
        if self.document.landscape:
            sheet.set_landscape()
        sheet.set_margins(30 * MILLIMETRES, 15 * MILLIMETRES, 20 * MILLIMETRES, 20 * MILLIMETRES)
        sheet.repeat_rows(self.top)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&C&P")
        sheet.freeze_panes(self.top + 1, 0)
