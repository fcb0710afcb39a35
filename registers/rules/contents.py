"""What an entry says, checked against its register: the same for a form, a sheet and an act."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from core.sheet_cells import Unreadable, Value, plain, read_day
from core.text import fold, nfc
from registers.rules.catalogue import Field, FieldKind, Register

MAX_TEXT, MAX_LONG = 200, 2_000
MAX_TITLE, MAX_NUMBER = 300, 80
YEARS = range(2018, 2101)
"""Years that a register may be kept for; Decision 1847 is of December 2018."""

Kept = str | int | bool
YES = frozenset({"x", "co", "dung", "1", "true", "on", "yes", "da"})
NO = frozenset({"", "khong", "0", "false", "no", "chua"})


@dataclass(frozen=True, slots=True)
class Contents:
    """What one entry says. ``unit`` and ``staff`` are ids; typed fields are in ``details`` as JSON."""

    agency: int
    year: int
    day: date
    number: str = ""
    title: str = ""
    unit: int | None = None
    staff: int | None = None
    details: Mapping[str, Kept] = field(default_factory=dict)


def read_field(one: Field, value: Value) -> Kept | None:
    """The value of a typed field as it is kept, None where nothing was written; raises Unreadable."""
    match one.kind:
        case FieldKind.TICK:
            return read_tick(value)
        case FieldKind.INTEGER:
            return _integer(one, value)
        case FieldKind.DAY:
            day = read_day(value)
            return None if day is None else day.isoformat()
        case FieldKind.CHOICE:
            return _choice(one, plain(value))
        case FieldKind.ENTRY:
            return _uuid(plain(value))
    most = MAX_LONG if one.kind is FieldKind.LONG else MAX_TEXT
    text = nfc(value).strip() if one.kind is FieldKind.LONG and isinstance(value, str) else plain(value)
    if len(text) > most:
        raise Unreadable(f"Nội dung dài quá {most} ký tự.")
    return text or None


def read_fields(register: Register, raw: Mapping[str, Value]) -> tuple[dict[str, Kept], dict[str, str]]:
    """The typed fields that were written, and what is wrong by field name (missing ones too)."""
    kept: dict[str, Kept] = {}
    wrong: dict[str, str] = {}
    for one in register.fields:
        try:
            value = read_field(one, raw.get(one.name))
        except Unreadable as error:
            wrong[one.name] = str(error)
            continue
        if value is not None:
            kept[one.name] = value
        elif one.required:
            wrong[one.name] = f"Hãy ghi “{one.label}”."
    return kept, wrong


def problems(register: Register, contents: Contents, *, today: date) -> dict[str, str]:
    """What is wrong with an entry by field ("" for the whole); nothing when it may be declared."""
    wrong: dict[str, str] = {}
    if contents.year not in YEARS:
        wrong["year"] = f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}."
    elif not register.standing and abs(contents.year - contents.day.year) > 1:
        wrong["year"] = "Năm và ngày cách nhau quá một năm. Hãy xem lại."
    if contents.day > today:
        wrong["day"] = f"“{register.day_label}” không được ở sau hôm nay."
    elif contents.day.year < 1990:
        wrong["day"] = "Ngày quá xa. Hãy xem lại năm."
    if register.number_required and not contents.number:
        wrong["number"] = f"Hãy ghi “{register.number_label}”."
    if register.title_label and not contents.title:
        wrong["title"] = f"Hãy ghi “{register.title_label}”."
    for name, text, most in (
        ("title", contents.title, MAX_TITLE),
        ("number", contents.number, MAX_NUMBER),
    ):
        if len(text) > most:
            wrong[name] = f"Nội dung dài quá {most} ký tự."
    return wrong | _out_of_order(register, contents)


def _out_of_order(register: Register, contents: Contents) -> dict[str, str]:
    said: dict[str, Any] = {**contents.details, "day": contents.day.isoformat()}
    wrong: dict[str, str] = {}
    for order in register.orders:
        small, large = said.get(order.small), said.get(order.large)
        if small is not None and large is not None and small > large:
            wrong[order.small if order.small != "day" else order.large] = order.words
    return wrong


def entry_key(register: Register, contents: Contents) -> str:
    """What makes the entry the same thing again, "" where repeats are fine.

    An act of breach is one person (or unit) on one day in one kind of conduct, wherever it is entered and
    in whatever year: NĐ 233/2026 Điều 14.3 điểm a, b lets it count once.
    """
    if not register.once:
        return ""
    known: dict[str, Any] = {
        "agency": contents.agency,
        "unit": contents.unit or "-",
        "staff": contents.staff or "-",
        "year": contents.year,
        "day": contents.day.isoformat(),
        "number": fold(contents.number).replace(" ", ""),
        **contents.details,
    }
    if register.once == ("act",):
        whose = f"nguoi {contents.staff}" if contents.staff else f"tap the {contents.unit or contents.agency}"
        return f"{whose}|{known.get('happened_on')}|{known.get('breach')}"
    return "|".join(str(known.get(name, "-")) for name in register.once)


def title_of(register: Register, contents: Contents) -> str:
    """The title that stands in lists: the one written, or made from the typed fields."""
    if register.title_label:
        return contents.title
    return register.auto_title.format(**contents.details) if register.auto_title else register.label


def read_tick(value: Value) -> bool:
    """Yes or no as forms and sheets write it; raises Unreadable."""
    text = fold(plain(value))
    if text in YES:
        return True
    if text in NO:
        return False
    raise Unreadable("Ghi “x” nếu có, để trống nếu không.")


def _integer(one: Field, value: Value) -> int | None:
    text = plain(value).replace(".", "").replace(" ", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Unreadable("Ghi số nguyên, không âm.")
    number = int(text)
    if not one.least <= number <= one.most:
        raise Unreadable(f"Ghi số từ {one.least} đến {one.most}.")
    return number


def _choice(one: Field, text: str) -> str | None:
    if not text:
        return None
    found = {fold(label): code for code, label in one.choices} | {code: code for code, _label in one.choices}
    code = found.get(fold(text)) or found.get(text)
    if code is None:
        labels = ", ".join(f"“{label}”" for _code, label in one.choices)
        raise Unreadable(f"Chọn một trong: {labels}.")
    return code


def _uuid(text: str) -> str | None:
    if not text:
        return None
    try:
        return str(UUID(text))
    except ValueError as error:
        raise Unreadable("Hãy chọn trong danh sách.") from error
