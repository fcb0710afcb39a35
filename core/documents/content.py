"""What a document holds: a titled table with legal lines, totals and notes, in plain values.

Values are typed (text, counts, points, ratios, days, moments) and become text in one place, ``text_of``,
so that the page, the sheet and the two kinds of paper can only say the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from core.dates import format_day, format_moment
from core.numbers import NO_DATA, format_integer, format_percent, format_points, format_signed, half_up
from core.text import fold, nfc

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
Value = str | int | Decimal | date | datetime | None
# XML 1.0 has no place for these, and nobody can see them; line feed and tab may stay.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PORTRAIT_CHARACTERS = 95


class ColumnKind(StrEnum):
    """What a column holds, which decides how it is written and to which side it leans."""

    TEXT = "text"
    INTEGER = "integer"
    POINTS = "points"
    SIGNED = "signed"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"


NUMBER_KINDS = frozenset({ColumnKind.INTEGER, ColumnKind.POINTS, ColumnKind.SIGNED, ColumnKind.PERCENT})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, kind, width in characters of the body font, decimals of points and per cents."""

    label: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 14
    places: int = 2

    @property
    def is_number(self) -> bool:
        """Whether its values lean to the right."""
        return self.kind in NUMBER_KINDS


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official document (NĐ 30/2020, Appendix I): who issues it, its number, where and when.

    ``number`` is written as it stands ("12/BC-SNV"); left empty, room is kept for it.
    """

    parent: str
    issuer: str
    place: str
    day: date | None = None
    number: str = ""

    @property
    def place_and_day(self) -> str:
        """ "Vĩnh Long, ngày 05 tháng 01 năm 2026"; days below 10 and months 1 and 2 get a zero."""
        if self.day is None:
            return f"{self.place}, ngày      tháng      năm"
        month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
        return f"{self.place}, ngày {self.day.day:02d} tháng {month} năm {self.day.year}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the capacity in capitals ("GIÁM ĐỐC", perhaps two lines) and, once known, the name."""

    capacity: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``rows`` and ``totals`` have a value for each column; None is no data, never zero.

    ``emphasised`` holds the indexes of rows that are sums of others; ``made_at`` is when it was produced.
    Raises ValueError when a row is of another length than the columns.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    made_at: datetime
    subtitle: str = ""
    legal_lines: Sequence[str] = ()
    totals: Sequence[Value] | None = None
    footnotes: Sequence[str] = ()
    emphasised: frozenset[int] = frozenset()
    letterhead: Letterhead | None = None
    recipients: Sequence[str] = ()
    signature: Signature | None = None

    def __post_init__(self) -> None:
        lines = [*self.rows, *([] if self.totals is None else [self.totals])]
        for number, line in enumerate(lines, start=1):
            if len(line) != len(self.columns):
                raise ValueError(f"row {number} has {len(line)} values for {len(self.columns)} columns")

    @property
    def landscape(self) -> bool:
        """Whether the table is too wide for A4 upright."""
        return sum(column.width for column in self.columns) > _PORTRAIT_CHARACTERS

    @property
    def file_stem(self) -> str:
        """The title as an ASCII file name without ending, "bang-xep-hang-thang-3-2026"."""
        return re.sub(r"[^a-z0-9]+", "-", fold(self.title)).strip("-")[:80] or "tai-lieu"


def clean(text: str) -> str:
    """Text in NFC without characters that no file format can hold."""
    return nfc(_UNPRINTABLE.sub("", text))


def exact(column: Column, value: Decimal) -> Decimal:
    """A number as precise as the column shows it, rounded half up; a per cent keeps two decimals more."""
    places = column.places + 2 if column.kind is ColumnKind.PERCENT else column.places
    return half_up(value, places)


def text_of(column: Column, value: Value) -> str:
    """The words for one value, the same on every carrier; no data is a dash."""
    if value is None:
        return NO_DATA
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_day(value)
    return _number_text(column, value)


def _number_text(column: Column, value: int | Decimal) -> str:
    if column.kind is ColumnKind.PERCENT:
        return format_percent(Decimal(value), column.places)
    if column.kind is ColumnKind.SIGNED:
        return format_signed(Decimal(value), column.places)
    if isinstance(value, int):
        return format_integer(value)
    return format_points(value, column.places)


def text_rows(document: Document) -> list[list[str]]:
    """Every row of the table in words, without the totals."""
    return [
        [text_of(column, value) for column, value in zip(document.columns, row, strict=True)]
        for row in document.rows
    ]


def text_totals(document: Document) -> list[str]:
    """The row of totals in words (cells without a total are empty), or an empty list."""
    if document.totals is None:
        return []
    cells = zip(document.columns, document.totals, strict=True)
    return ["" if value is None else text_of(column, value) for column, value in cells]
