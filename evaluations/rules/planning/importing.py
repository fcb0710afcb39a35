"""Lines of a plan read from the rows of a sheet: every problem is named by the address of its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
from evaluations.enums import InspectionMode
from evaluations.rules.planning.lines import LineFacts, errors_of

HEADINGS = (
    ("agency", "Cơ quan (mã hoặc tên đầy đủ)"),
    ("quarter", "Quý"),
    ("mode", "Hình thức"),
    ("topic", "Nội dung, chuyên đề"),
    ("covers_from", "Thời kỳ kiểm tra từ ngày"),
    ("covers_to", "Thời kỳ kiểm tra đến ngày"),
    ("cooperating_body", "Cơ quan phối hợp"),
    ("reason", "Lý do chọn"),
)
"""Fields and headings of the sheet, from column A on."""

MAX_ROWS, MAX_COLUMNS = 2_000, 30
"""Rows below the heading and columns that are read; a larger sheet is refused as a whole."""

MODES = {fold(label): code for code, label in InspectionMode.choices} | {
    code: code for code in InspectionMode.values
}
QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_COLUMN_OF = {field: letters(place) for place, (field, _heading) in enumerate(HEADINGS)}


@dataclass(frozen=True, slots=True)
class AgencyBook:
    """Agencies that may be planned: ids by folded code, and by folded name (several may share one).

    ``barred`` are those that the reader of the sheet works in.
    """

    codes: Mapping[str, int]
    names: Mapping[str, tuple[int, ...]]
    barred: frozenset[int] = frozenset()


class Reading(NamedTuple):
    """The lines of a sheet and its problems; only a reading without problems may be kept."""

    lines: tuple[LineFacts, ...]
    problems: tuple[Problem, ...]


def read_sheet(rows: Sequence[Sequence[Value]], book: AgencyBook) -> Reading:
    """Read a sheet whose first row are the headings; blank rows are passed over."""
    if not rows:
        return Reading((), (EMPTY,))
    problems = heading_problems([heading for _field, heading in HEADINGS], rows[0])
    if problems:
        return Reading((), tuple(problems))
    lines: list[LineFacts] = []
    first_row: dict[tuple[int, int, str], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if any(plain(value) for value in row):
            line = _line(row, number, book, problems)
            if line is not None and _is_first(line, number, first_row, problems):
                lines.append(line)
    if not lines and not problems:
        problems.append(NO_ROWS)
    return Reading(tuple(lines), tuple(problems))


def _line(row: Sequence[Value], number: int, book: AgencyBook, problems: list[Problem]) -> LineFacts | None:
    """The line of one row, None when a cell is wrong; its problems are added to ``problems``."""
    cells = dict(zip(_COLUMN_OF, [*row, *[None] * len(HEADINGS)], strict=False))
    found: dict[str, object] = {}
    sound = True
    for field, value in cells.items():
        try:
            found[field] = _read(field, value, book)
        except Unreadable as bad:
            problems.append(Problem(f"{_COLUMN_OF[field]}{number}", str(bad)))
            sound = False
    if not sound:
        return None
    line = LineFacts(agency_id=found.pop("agency"), **found)  # type: ignore[arg-type]
    errors = errors_of(line)
    problems += [Problem(f"{_COLUMN_OF[field]}{number}", text) for field, text in errors.items()]
    return None if errors else line


def _is_first(
    line: LineFacts, number: int, first_row: dict[tuple[int, int, str], int], problems: list[Problem]
) -> bool:
    key = (line.agency_id, line.quarter, line.mode)
    earlier = first_row.setdefault(key, number)
    if earlier != number:
        problems.append(Problem(f"A{number}", f"Trùng cơ quan, quý và hình thức với hàng {earlier}."))
    return earlier == number


def _read(field: str, value: Value, book: AgencyBook) -> object:
    match field:
        case "agency":
            return _agency(plain(value), book)
        case "quarter":
            return _quarter(plain(value))
        case "mode":
            return _mode(plain(value))
        case "covers_from" | "covers_to":
            return read_day(value)
        case _:
            return plain(value)


def _agency(text: str, book: AgencyBook) -> int:
    if not text:
        raise Unreadable("Thiếu tên hoặc mã cơ quan.")
    key = fold(text)
    found = (book.codes[key],) if key in book.codes else book.names.get(key, ())
    if not found:
        raise Unreadable(f"Không có cơ quan nào đang được chấm điểm mang mã hoặc tên “{text}”.")
    if len(found) > 1:
        raise Unreadable(f"Có {len(found)} cơ quan cùng tên “{text}”. Hãy ghi mã cơ quan.")
    if found[0] in book.barred:
        raise Unreadable(
            "Bạn công tác tại cơ quan này nên không lập kế hoạch kiểm tra nó. Hãy nhờ người khác."
        )
    return found[0]


def _quarter(text: str) -> int:
    quarter = QUARTERS.get(fold(text).removeprefix("quy").strip())
    if quarter is None:
        raise Unreadable("Quý phải là 1, 2, 3 hoặc 4.")
    return quarter


def _mode(text: str) -> str:
    mode = MODES.get(fold(text))
    if mode is None:
        labels = ", ".join(f"“{label}”" for label in InspectionMode.labels)
        raise Unreadable(f"Hình thức phải là một trong: {labels}.")
    return mode
