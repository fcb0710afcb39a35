"""Cells of a sheet somebody filled in: read as text or a day, their problems named by their address."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from core.text import fold, squeeze

Value = str | float | int | bool | date | datetime | None
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Problem(NamedTuple):
    """What is wrong in one cell ("C5"), with what to do about it."""

    cell: str
    text: str


EMPTY = Problem("A1", "Trang tính trống. Hãy dùng tệp mẫu.")
NO_ROWS = Problem("A2", "Chưa có dòng nào dưới hàng tiêu đề.")


class Unreadable(ValueError):
    """A value that cannot be understood; its text says what to write instead."""


def plain(value: Value) -> str:
    """A value in words on one line; whole numbers lose the ".0" that spreadsheets give them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeeze(str(value))


def read_day(value: Value) -> date | None:
    """A day as written in a form (ISO), a sheet or by hand ("31/12/2026"); raises Unreadable."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain(value)
    if not text:
        return None
    try:
        parts = _DAY.fullmatch(text)
        if parts is not None:
            day, month, year = map(int, parts.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable(f"“{text[:40]}” không phải là ngày. Ghi dạng 31/12/2026.") from error


def letters(column: int) -> str:
    """The letters of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(column: int, row: int) -> str:
    """An address such as "C5": the column counted from 0, the row from 1."""
    return f"{letters(column)}{row}"


def heading_problems(labels: Sequence[str], row: Sequence[Value]) -> list[Problem]:
    """The headings of the first row that are not the template's; case and diacritics do not matter."""
    given = [fold(plain(value)) for value in row] + [""] * len(labels)
    return [
        Problem(address(place, 1), f"Tiêu đề cột phải là “{label}”. Hãy dùng tệp mẫu.")
        for place, (label, text) in enumerate(zip(labels, given, strict=False))
        if text != fold(label)
    ]
