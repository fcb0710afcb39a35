"""Entries read from the rows of a sheet: every problem is named by the address of its cell."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from core.sheet_cells import (
    EMPTY,
    NO_ROWS,
    Problem,
    Unreadable,
    Value,
    address,
    heading_problems,
    plain,
)
from registers.rules.catalogue import FieldKind, Register, Scope
from registers.rules.contents import (
    Contents,
    Kept,
    entry_key,
    problems,
    title_of,
)
from registers.rules.import_cells import Book, codes_of, read_cell

MAX_ROWS, MAX_COLUMNS = 5_000, 30
"""Rows below the heading and columns that are read; a larger sheet is refused as a whole."""

LIST = "people"


class Heading(NamedTuple):
    """One column of the sheet."""

    name: str
    label: str
    is_day: bool = False
    choices: tuple[str, ...] = ()


class Line(NamedTuple):
    """One entry of a sheet with the ids of the people on its list, and the row it begins in."""

    row: int
    contents: Contents
    people: tuple[int, ...] = ()


class Reading(NamedTuple):
    """The lines of a sheet and its problems; only a reading without problems may be kept."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def headings(register: Register) -> list[Heading]:
    """The columns of a register's sheet, from A on."""
    found = [Heading("year", "Năm"), Heading("day", register.day_label, is_day=True)]
    found.append(Heading("number", register.number_label))
    if register.title_label:
        found.append(Heading("title", register.title_label))
    if register.scope is not Scope.AGENCY:
        found.append(Heading("unit", "Phòng, bộ phận"))
    if register.scope is Scope.PERSON:
        found.append(Heading("staff", "Mã cán bộ"))
    for one in register.fields:
        label = f"{one.label} (số kết luận)" if one.kind is FieldKind.ENTRY else one.label
        if one.kind is FieldKind.TICK:
            label = f"{label} (x nếu có)"
        choices = tuple(text for _code, text in one.choices)
        found.append(Heading(one.name, label, one.kind is FieldKind.DAY, choices))
    if register.people:
        found.append(Heading(LIST, f"{register.people} (mã cán bộ)"))
    return found


def codes_in(register: Register, rows: Sequence[Sequence[Value]]) -> set[str]:
    """The staff codes that a sheet speaks of, in capitals, so that their people are looked up at once."""
    wanted = [place for place, one in enumerate(headings(register)) if one.name in ("staff", LIST)]
    return {code for row in rows[1:] for place in wanted if place < len(row) for code in codes_of(row[place])}


def read_sheet(register: Register, rows: Sequence[Sequence[Value]], book: Book) -> Reading:
    """Read a sheet whose first row are the headings; blank rows are passed over.

    Rows of a register with lists that say the same of the session are one entry with several people.
    """
    if not rows:
        return Reading((), (EMPTY,))
    reader = _Reader(register, book)
    found = heading_problems([one.label for one in reader.columns], rows[0])
    if found:
        return Reading((), tuple(found))
    for number, row in enumerate(rows[1:], start=2):
        if any(plain(value) for value in row):
            reader.read(number, row)
    return reader.reading()


class _Reader:
    """The entries and problems of one sheet, row after row."""

    def __init__(self, register: Register, book: Book) -> None:
        self.register, self.book = register, book
        self.columns = headings(register)
        self.lines: dict[object, Line] = {}
        self.keys: dict[str, int] = {}
        self.problems: list[Problem] = []

    def reading(self) -> Reading:
        """What was read; a sheet that says nothing is a problem."""
        if not self.lines and not self.problems:
            self.problems.append(NO_ROWS)
        return Reading(tuple(self.lines.values()), tuple(self.problems))

    def read(self, number: int, row: Sequence[Value]) -> None:
        """Take in one row, or name what is wrong in its cells."""
        said: dict[str, object] = {}
        wrong: dict[str, str] = {}
        for one, value in zip(self.columns, [*row, *[None] * len(self.columns)], strict=False):
            try:
                said[one.name] = read_cell(self.register, one.name, value, self.book)
            except Unreadable as error:
                wrong[one.name] = str(error)
        if not wrong:
            contents, people = _contents(self.register, said, self.book)
            wrong = self._wrong(contents)
            if not wrong:
                self._add(Line(number, contents, people))
        places = {one.name: place for place, one in enumerate(self.columns)}
        self.problems += [Problem(address(places.get(name, 0), number), text) for name, text in wrong.items()]

    def _wrong(self, contents: Contents) -> dict[str, str]:
        """What the register's own rules say, and what is missing."""
        missing = {
            one.name: f"Hãy ghi “{one.label}”."
            for one in self.register.fields
            if one.required and one.name not in contents.details
        }
        return problems(self.register, contents, today=self.book.today) | missing

    def _add(self, line: Line) -> None:
        """A line of its own, or more people for the same session; twice the same entry is a problem."""
        contents, register = line.contents, self.register
        said = (contents.year, contents.day, contents.number, title_of(register, contents), contents.unit)
        same = (*said, tuple(sorted(contents.details.items()))) if register.people else line.row
        if same in self.lines:
            earlier = self.lines[same]
            people = tuple(dict.fromkeys((*earlier.people, *line.people)))
            self.lines[same] = earlier._replace(people=people)
            return
        key = entry_key(register, contents)
        if key and self.keys.setdefault(key, line.row) != line.row:
            self.problems.append(Problem(f"A{line.row}", f"Trùng với hàng {self.keys[key]}."))
            return
        self.lines[same] = line


def _contents(register: Register, read: Mapping[str, object], book: Book) -> tuple[Contents, tuple[int, ...]]:
    details: dict[str, Kept] = {}
    for one in register.fields:
        value = read[one.name]
        if isinstance(value, str | int | bool):
            details[one.name] = value
    day, year = read["day"], read["year"]
    assert isinstance(day, date)
    assert isinstance(year, int)
    unit, staff, people = read.get("unit"), read.get("staff"), read.get(LIST, ())
    contents = Contents(
        agency=book.agency,
        year=year,
        day=day,
        number=str(read["number"]),
        title=str(read.get("title", "")),
        unit=unit if isinstance(unit, int) else None,
        staff=staff if isinstance(staff, int) else None,
        details=details,
    )
    return contents, people if isinstance(people, tuple) else ()
