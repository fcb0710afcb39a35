"""A table as a page shows it and an export writes it: fields, ready cells and their sums."""

from collections.abc import Sequence
from dataclasses import dataclass
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
class Table:
    """Ready cells under a caption. ``key`` names it in an export's address; ``foot`` holds the sums.

    A row of one cell is a heading over all columns. ``stack`` puts the cells of a row under each other on
    a phone, for tables of few rows and much text.
    """

    key: str
    caption: str
    fields: Sequence[Field]
    rows: Sequence[Row]
    foot: Row | None = None
    stack: bool = False

    @property
    def columns(self) -> list[Column]:
        """The headings on screen."""
        return [one.heading for one in self.fields]

    @property
    def feet(self) -> list[Row]:
        """The rows of sums on screen."""
        return [] if self.foot is None else [self.foot]


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
