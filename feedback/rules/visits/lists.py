"""A list of visits, from the rows of a table or of a call: every problem is named by its place."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from core.dates import format_day
from core.sheet_cells import (
    EMPTY,
    NO_ROWS,
    Problem,
    Unreadable,
    address,
    heading_problems,
    plain,
    read_day,
)
from core.text import fold
from feedback.rules.visits.days import is_live, last_day

HEADINGS = ("Mã lượt", "Quầy", "Ngày", "Điện thoại hoặc mã người")
FIELDS = ("ma_luot", "quay", "ngay", "nguoi")
"""The same in a call of the API."""

MAX_COLUMNS = len(HEADINGS)
MAX_ROWS = 2_000
"""Visits in one list."""

_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,59}")
_PHONE = re.compile(r"(?:\+?84|0)([0-9]{8,10})")
_LOST = {ord(sign): None for sign in " .-()"}


class VisitLine(NamedTuple):
    """One visit as it was handed in: where it stands in the list, its number, counter, day, person."""

    row: int
    reference: str
    counter_id: int | None
    day: date
    person: str = ""


class Reading(NamedTuple):
    """The visits of a list and its problems; only a list without problems may be kept."""

    lines: tuple[VisitLine, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CounterSpan:
    """A counter of the agency and the days on which it takes ratings."""

    pk: int
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What a list is read against: the agency's counters by folded name or code, and the day."""

    counters: Mapping[str, CounterSpan]
    today: date


def read_table(rows: Sequence[Sequence[str]], desk: Desk) -> Reading:
    """Read a table whose first row are the headings, the last column of which may be missing."""
    if not rows:
        return Reading((), (EMPTY,))
    labels = HEADINGS if len(rows[0]) >= MAX_COLUMNS and rows[0][3].strip() else HEADINGS[:3]
    wrong = heading_problems(labels, rows[0])
    if wrong:
        return Reading((), tuple(wrong))
    numbered = [
        (number, [*row, "", "", "", ""][:MAX_COLUMNS])
        for number, row in enumerate(rows[1:], start=2)
        if any(map(str.strip, row))
    ]
    if not numbered:
        return Reading((), (NO_ROWS,))
    return _read(numbered, lambda name, number: address(HEADINGS.index(name), number), desk)


def read_rows(rows: Sequence[Sequence[str]], desk: Desk) -> Reading:
    """Read the rows of a call: number, counter, day, person; places are those of the call's names."""
    names = dict(zip(HEADINGS, FIELDS, strict=True))
    return _read(list(enumerate(rows)), lambda name, number: f"luot[{number}].{names[name]}", desk)


def person_of(text: str) -> str:
    """One spelling of a telephone ("+84 901…" is "0901…") or of a person's number; raises Unreadable."""
    squeezed = text.translate(_LOST)
    phone = _PHONE.fullmatch(squeezed)
    if phone:
        return f"0{phone[1]}"
    if text and not _NUMBER.fullmatch(text):
        raise Unreadable("Ghi số điện thoại, hoặc mã người gồm chữ không dấu và số, tối đa 60 ký tự.")
    return text.upper()


def is_phone(person: str) -> bool:
    """Whether what ``person_of`` gave is a telephone, to which a message can go."""
    return _PHONE.fullmatch(person) is not None


def _read(
    numbered: Sequence[tuple[int, Sequence[str]]], place: Callable[[str, int], str], desk: Desk
) -> Reading:
    lines: list[VisitLine] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for number, row in numbered:
        wrong: dict[str, str] = {}
        line = _line(row, desk, wrong, number)
        if line is not None:
            earlier = seen.setdefault(line.reference, number)
            if earlier != number:
                wrong["Mã lượt"] = f"Trùng với {place('Mã lượt', earlier)}."
        problems += [Problem(place(name, number), words) for name, words in wrong.items()]
        if line is not None and not wrong:
            lines.append(line)
    return Reading(tuple(lines), tuple(problems))


def _line(row: Sequence[str], desk: Desk, wrong: dict[str, str], number: int) -> VisitLine | None:
    reference, counter, day, person = (plain(cell) for cell in row)
    if not _NUMBER.fullmatch(reference):
        wrong["Mã lượt"] = "Ghi mã lượt gồm chữ không dấu, số và . _ / -, tối đa 60 ký tự."
    on = _day(day, desk.today, wrong)
    counter_id = _counter(counter, on, desk, wrong) if on else None
    try:
        person = person_of(person)
    except Unreadable as error:
        wrong["Điện thoại hoặc mã người"] = str(error)
    return None if wrong or on is None else VisitLine(number, reference, counter_id, on, person)


def _day(text: str, today: date, wrong: dict[str, str]) -> date | None:
    try:
        day = read_day(text)
    except Unreadable as error:
        wrong["Ngày"] = str(error)
        return None
    if day is None:
        wrong["Ngày"] = "Hãy ghi ngày đến, dạng 31/12/2026."
    elif day > today:
        wrong["Ngày"] = f"Ngày {format_day(day)} chưa tới."
    elif not is_live(day, today):
        wrong["Ngày"] = f"Lượt của tháng {day:%m/%Y} chỉ nhận đến hết ngày {format_day(last_day(day))}."
    else:
        return day
    return None


def _counter(text: str, on: date, desk: Desk, wrong: dict[str, str]) -> int | None:
    if not text:
        return None
    found = desk.counters.get(fold(text))
    if found is None:
        wrong["Quầy"] = f"Cơ quan không có quầy nào tên “{text[:60]}”. Để trống nếu không rõ quầy."
        return None
    if on < found.starts_on or (found.ends_on is not None and on >= found.ends_on):
        wrong["Quầy"] = f"Ngày {format_day(on)} quầy này không mở."
        return None
    return found.pk
