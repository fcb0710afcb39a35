"""Cells of a set's workbook: how each kind of value is written in Vietnamese and read back the same."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from core.sheet_cells import Unreadable, Value, plain
from core.text import fold

_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")
YES, NO = "Có", "Không"


class BookProblem(NamedTuple):
    """What is wrong in one cell of a named sheet, with what to write instead."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of cell. ``write`` gives what stands in it, ``read`` the value back or raises Unreadable."""

    write: Callable[[Any], str]
    read: Callable[[Value], Any]
    choices: tuple[str, ...] = ()


def _number(value: Value) -> str:
    """A decimal number as the set stores it, with a point; "2,5" and 2.5 alike."""
    text = plain(value)
    if isinstance(value, str) and _GROUPED.fullmatch(text):
        raise Unreadable(
            f"“{text}” có thể là nghìn hoặc là số lẻ. Ghi dấu phẩy cho số lẻ, không chấm hàng nghìn."
        )
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise Unreadable(f"“{text[:40]}” không phải là số. Ghi dạng 2,5.") from error
    if not number.is_finite():
        raise Unreadable(f"“{text[:40]}” không phải là số. Ghi dạng 2,5.")
    return text.replace(",", ".")


def _whole(value: Value) -> int:
    text = plain(value)
    if not re.fullmatch(r"-?\d{1,7}", text):
        raise Unreadable(f"“{text[:40]}” không phải là số nguyên.")
    return int(text)


def _long_text(value: Value) -> str:
    """Text with its line breaks; whole numbers lose the ".0" that spreadsheets give them."""
    return value.strip() if isinstance(value, str) else plain(value)


def _comma(value: Any) -> str:
    return str(value).replace(".", ",")


def choice(labels: Mapping[str, str]) -> Kind:
    """One of a closed list, by its label or its code."""
    known = {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}

    def read(value: Value) -> str:
        text = plain(value)
        if fold(text) not in known:
            told = "; ".join(f"“{label}”" for label in labels.values())
            raise Unreadable(f"“{text[:40]}” không rõ. Ghi một trong: {told}.")
        return known[fold(text)]

    return Kind(lambda code: labels.get(code, str(code)), read, tuple(labels.values()))


def several(labels: Mapping[str, str]) -> Kind:
    """Some of a closed list, with semicolons between."""
    one = choice(labels)

    def read(value: Value) -> tuple[str, ...]:
        return tuple(one.read(part) for part in plain(value).split(";") if part.strip())

    return Kind(lambda codes: "; ".join(map(one.write, codes)), read)


TEXT = Kind(str, _long_text)
NUMBER = Kind(_comma, _number)
WHOLE = Kind(str, _whole)


def _yes_no(value: Value) -> bool:
    text = fold(plain(value))
    if text not in ("co", "khong", "1", "0"):
        raise Unreadable(f"Ghi “{YES}” hoặc “{NO}”.")
    return text in ("co", "1")


YES_NO = Kind(lambda value: YES if value else NO, _yes_no, (YES, NO))
