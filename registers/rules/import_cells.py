"""What one cell of a register's sheet stands for: a day, a unit by its name, people by their codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.sheet_cells import Unreadable, Value, plain, read_day
from core.text import fold
from registers.rules.catalogue import FieldKind, Register
from registers.rules.contents import read_field

SEPARATORS = str.maketrans(",;\n", "   ")


@dataclass(frozen=True, slots=True)
class Book:
    """What names in the sheet stand for: units by folded name or code, people by code, entries by number."""

    agency: int
    year: int
    today: date
    units: Mapping[str, int]
    staff: Mapping[str, int]
    entries: Mapping[str, tuple[str, ...]]


def codes_of(value: Value) -> list[str]:
    """The staff codes in one cell, in capitals."""
    return plain(value).translate(SEPARATORS).upper().split()


def read_cell(register: Register, name: str, value: Value, book: Book) -> object:
    """The value of the column ``name`` as the entry keeps it, None for nothing; raises Unreadable."""
    text = plain(value)
    match name:
        case "year":
            return _year(text, book.year)
        case "day":
            return _day(register, value)
        case "number" | "title":
            return text
        case "unit":
            return _known(text, book.units, f"Cơ quan không có phòng, bộ phận nào tên “{text[:40]}”.")
        case "staff":
            return _known(text, book.staff, f"Không có ai mang mã “{text[:20]}”.", upper=True)
        case "people":
            return _people(value, book)
    one = register.field(name)
    if one.kind is FieldKind.ENTRY:
        return _reference(text, book)
    return read_field(one, value)


def _year(text: str, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise Unreadable("Năm ghi bằng bốn chữ số, ví dụ 2026.")
    return int(text)


def _day(register: Register, value: Value) -> date:
    day = read_day(value)
    if day is None:
        raise Unreadable(f"Hãy ghi “{register.day_label}”.")
    return day


def _people(value: Value, book: Book) -> tuple[int, ...]:
    """The ids of the people whose codes stand in one cell."""
    found = [
        _known(code, book.staff, f"Không có ai mang mã “{code[:20]}”.", upper=True)
        for code in codes_of(value)
    ]
    return tuple(pk for pk in found if pk is not None)


def _known(text: str, book: Mapping[str, int], words: str, *, upper: bool = False) -> int | None:
    if not text:
        return None
    found = book.get(text.upper() if upper else fold(text))
    if found is None:
        raise Unreadable(words)
    return found


def _reference(text: str, book: Book) -> str | None:
    if not text:
        return None
    found = book.entries.get(fold(text).replace(" ", ""), ())
    if not found:
        raise Unreadable("Không có mục đã xác nhận nào mang số này.")
    if len(found) > 1:
        raise Unreadable(f"Có {len(found)} mục cùng số này. Hãy khai từng mục trên trang.")
    return found[0]
