"""What a leave must be to be recorded, and the rows of a sheet of leave with every problem by its cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from agencies.enums import LeaveKind
from core.dates import format_day
from core.sheet_cells import (
    EMPTY,
    NO_ROWS,
    Problem,
    Unreadable,
    Value,
    heading_problems,
    letters,
    plain,
    read_day,
)
from core.text import fold

LONGEST = 3 * 366
"""Calendar days that one leave may last; training courses are the longest."""

FARTHEST = 366
"""Calendar days before and after today within which a leave may begin."""

MAX_DOCUMENT = 200
MAX_ROWS, MAX_COLUMNS = 2_000, 30
"""Rows below the heading and columns of a sheet that are read."""

HEADINGS = (
    ("staff", "Mã cán bộ"),
    ("name", "Họ và tên (để đối chiếu)"),
    ("kind", "Loại nghỉ"),
    ("starts_on", "Nghỉ từ ngày"),
    ("ends_on", "Đi làm lại từ ngày"),
    ("document", "Số, ngày quyết định hoặc đơn"),
)
"""Fields and headings of the sheet, from column A on."""

KINDS = {fold(label): code for code, label in LeaveKind.choices} | {code: code for code in LeaveKind.values}
_COLUMN_OF = {field: letters(place) for place, (field, _heading) in enumerate(HEADINGS)}


class LeaveFacts(NamedTuple):
    """A leave as entered: [starts_on, ends_on), ``ends_on`` None where the day of return is not known."""

    kind: str
    starts_on: date
    ends_on: date | None
    document: str = ""


class Row(NamedTuple):
    """A row of a sheet read: whose leave, and the leave."""

    staff_id: int
    facts: LeaveFacts


class Reading(NamedTuple):
    """The rows of a sheet and its problems; only a reading without problems may be kept."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class People:
    """Whose leave the reader may record: id and name by folded code, and leave that stands by id."""

    codes: Mapping[str, tuple[int, str]]
    taken: Mapping[int, Sequence[tuple[date, date | None]]] = field(default_factory=dict)


def errors_of(facts: LeaveFacts, today: date) -> dict[str, str]:
    """What is wrong with a leave entered on ``today``, by field; nothing where it may be recorded."""
    found: dict[str, str] = {}
    if abs((facts.starts_on - today).days) > FARTHEST:
        found["starts_on"] = "Ngày bắt đầu nghỉ cách hôm nay quá một năm. Hãy kiểm tra lại năm."
    if facts.ends_on is not None and facts.ends_on <= facts.starts_on:
        found["ends_on"] = "Ngày đi làm lại phải sau ngày bắt đầu nghỉ."
    elif facts.ends_on is not None and facts.ends_on - facts.starts_on > timedelta(days=LONGEST):
        found["ends_on"] = "Thời gian nghỉ dài quá ba năm. Hãy kiểm tra lại năm."
    if len(facts.document) > MAX_DOCUMENT:
        found["document"] = f"Nội dung dài quá {MAX_DOCUMENT} ký tự."
    return found


def overlaps(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two half-open ranges share a day; None = open at the end."""
    return one[0] < (other[1] or date.max) and other[0] < (one[1] or date.max)


def read_sheet(rows: Sequence[Sequence[Value]], people: People, today: date) -> Reading:
    """Read a sheet whose first row are the headings; blank rows are passed over."""
    if not rows:
        return Reading((), (EMPTY,))
    problems = heading_problems([heading for _name, heading in HEADINGS], rows[0])
    if problems:
        return Reading((), tuple(problems))
    found: list[Row] = []
    taken = {pk: list(ranges) for pk, ranges in people.taken.items()}
    for number, row in enumerate(rows[1:], start=2):
        if any(plain(value) for value in row):
            read = _row(row, number, people, today, problems)
            if read is not None and _is_free(read, number, taken, problems):
                found.append(read)
    if not found and not problems:
        problems.append(NO_ROWS)
    return Reading(tuple(found), tuple(problems))


def _row(
    row: Sequence[Value], number: int, people: People, today: date, problems: list[Problem]
) -> Row | None:
    """One row read, None when a cell is wrong; its problems are added to ``problems``."""
    cells = dict(zip(_COLUMN_OF, [*row, *[None] * len(HEADINGS)], strict=False))
    before = len(problems)

    def cell(name: str, read: Callable[[Value], Read]) -> Read | None:
        try:
            return read(cells[name])
        except Unreadable as bad:
            problems.append(Problem(f"{_COLUMN_OF[name]}{number}", str(bad)))
            return None

    person = cell("staff", lambda value: _person(plain(value), plain(cells["name"]), people))
    kind = cell("kind", lambda value: _kind(plain(value)))
    starts_on = cell("starts_on", _first_day)
    ends_on = cell("ends_on", read_day)
    if len(problems) > before or person is None or kind is None or starts_on is None:
        return None
    facts = LeaveFacts(kind, starts_on, ends_on, plain(cells["document"]))
    errors = errors_of(facts, today)
    problems += [Problem(f"{_COLUMN_OF[name]}{number}", text) for name, text in errors.items()]
    return None if errors else Row(person, facts)


def _is_free(
    row: Row, number: int, taken: dict[int, list[tuple[date, date | None]]], problems: list[Problem]
) -> bool:
    days = (row.facts.starts_on, row.facts.ends_on)
    mine = taken.setdefault(row.staff_id, [])
    other = next((one for one in mine if overlaps(days, one)), None)
    if other is not None:
        problems.append(Problem(f"D{number}", clash_words(other)))
        return False
    mine.append(days)
    return True


def clash_words(other: tuple[date, date | None]) -> str:
    """What to say where leave of the same person stands on some of the days."""
    until = f" đến trước {format_day(other[1])}" if other[1] else ", chưa rõ ngày đi làm lại"
    days = f"từ {format_day(other[0])}{until}"
    return f"Người này đã được ghi nghỉ {days}. Hãy rút lần ghi đó trước nếu cần sửa."


def _person(code: str, name: str, people: People) -> int:
    if not code:
        raise Unreadable("Thiếu mã cán bộ.")
    found = people.codes.get(fold(code))
    if found is None:
        raise Unreadable(f"Không có người mang mã “{code}” trong đơn vị bạn phụ trách.")
    if name and fold(name) != fold(found[1]):
        raise Unreadable(f"Mã “{code}” là của {found[1]}, không phải {name}. Hãy kiểm tra lại mã.")
    return found[0]


def _kind(text: str) -> str:
    kind = KINDS.get(fold(text))
    if kind is None:
        labels = ", ".join(f"“{label}”" for label in LeaveKind.labels)
        raise Unreadable(f"Loại nghỉ phải là một trong: {labels}.")
    return kind


def _first_day(value: Value) -> date:
    day = read_day(value)
    if day is None:
        raise Unreadable("Thiếu ngày bắt đầu nghỉ.")
    return day
