"""A table as a page shows it and an export writes it: fields, ready cells and their sums."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from core.cells import Cell, Column, Row
from core.documents.content import NUMBER_KINDS, ColumnKind
from core.numbers import format_integer, format_percent, format_points, format_signed


@dataclass(frozen=True, slots=True)
class Field:
    """A column on screen and in a file: ``width`` in characters; ``exported`` False for a mere drawing."""

    label: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 12
    places: int = 2
    look: str = ""
    exported: bool = True

    @property
    def heading(self) -> Column:
        """The heading on screen."""
        column: Column = {"label": self.label, "num": self.kind in NUMBER_KINDS}
        if self.look:
            column["class"] = self.look
        return column


@dataclass(frozen=True, slots=True)
class Proof:
    """The line under a table that says its sum aloud: "Tổng các phần = 87,43", and what it must equal.

    ``column`` is the column that adds up, None for a line that is worked out otherwise; ``stated`` is the
    figure it must equal and ``what`` whose figure that is; ``more`` goes on from the sum.
    """

    total: str
    label: str = "Tổng các phần"
    stated: str = ""
    what: str = ""
    more: str = ""
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Ready cells under a caption. ``key`` names it in an export's address; ``foot`` holds the sums.

    A row of one cell is a heading over all columns. ``stack`` puts the cells of a row under each other on
    a phone, for tables of few rows and much text. ``proof`` stands under it.
    """

    key: str
    caption: str
    fields: Sequence[Field]
    rows: Sequence[Row]
    foot: Row | None = None
    stack: bool = False
    proof: Proof | None = None

    @property
    def columns(self) -> list[Column]:
        """The headings on screen."""
        return [one.heading for one in self.fields]

    @property
    def feet(self) -> list[Row]:
        """The rows of sums on screen."""
        return [] if self.foot is None else [self.foot]


_WORDS: Mapping[ColumnKind, Callable[[Decimal], str]] = {
    ColumnKind.POINTS: format_points,
    ColumnKind.SIGNED: format_signed,
    ColumnKind.INTEGER: lambda value: format_integer(int(value)),
}


def proved(
    table: Table,
    label: str,
    *,
    words: str = "Tổng các phần",
    stated: Decimal | int | None = None,
    what: str = "",
    more: str = "",
) -> Table:
    """The table with its proof line: the sum of the shown cells of the column called ``label``.

    ``stated`` is the figure that it must equal. A column without any number has nothing to prove.
    """
    column = next(at for at, field in enumerate(table.fields) if field.label == label)
    total = column_sum(table, column)
    if total is None:
        return table
    write = _WORDS[table.fields[column].kind]
    told = "" if stated is None else write(Decimal(stated))
    return replace(table, proof=Proof(write(total), words, told, what, more, column))


def column_sum(table: Table, column: int) -> Decimal | None:
    """The sum of the bare numbers of a column, headings apart; None without any."""
    cells = (row[column] for row in table.rows if len(row) > column)
    values = [Decimal(value) for cell in cells if (value := cell.get("value")) is not None]
    return sum(values, Decimal(0)) if values else None


def text_field(label: str, width: int = 18, look: str = "", *, exported: bool = True) -> Field:
    """A column of words."""
    return Field(label, ColumnKind.TEXT, width, look=look, exported=exported)


def points_field(label: str, width: int = 12) -> Field:
    """A column of points with two decimals."""
    return Field(label, ColumnKind.POINTS, width)


def signed_field(label: str) -> Field:
    """A column of differences in points."""
    return Field(label, ColumnKind.SIGNED)


def count_field(label: str, width: int = 10, look: str = "") -> Field:
    """A column of counts."""
    return Field(label, ColumnKind.INTEGER, width, look=look)


def percent_field(label: str, places: int = 0) -> Field:
    """A column of ratios shown as per cents."""
    return Field(label, ColumnKind.PERCENT, 10, places)


def words(text: str, url: str = "", *, klass: str = "") -> Cell:
    """A cell of text, perhaps a link."""
    cell: Cell = {"text": text}
    if url:
        cell["url"] = url
    if klass:
        cell["class"] = klass
    return cell


def head(text: str, url: str = "") -> Cell:
    """The heading of a row."""
    cell: Cell = {"text": text, "header": True}
    if url:
        cell["url"] = url
    return cell


def points(value: Decimal | None, url: str = "") -> Cell:
    """Points with two decimals; no data is a dash and no value."""
    return number(format_points(value), value, url)


def signed(value: Decimal | None) -> Cell:
    """A difference in points, coloured by its sign."""
    cell = number(format_signed(value), value)
    if value:
        cell["class"] = "trend-up" if value > 0 else "trend-down"
    return cell


def integer(value: int | None, url: str = "") -> Cell:
    """A count."""
    return number(format_integer(value), value, url)


def percent(ratio: Decimal | None, places: int = 0) -> Cell:
    """A ratio as per cent; its value is the ratio."""
    return number(format_percent(ratio, places), ratio)


def number(text: str, value: Decimal | int | None, url: str = "") -> Cell:
    """A number in words with its bare value; no value is no data."""
    cell: Cell = {"text": text, "num": True, "value": value}
    if url:
        cell["url"] = url
    return cell


def ratio(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in [0, 1], or None of nothing."""
    return Decimal(part) / whole if whole else None
