"""Overdue dossiers read from the rows of a CSV file or of a call of the API; every problem has its place."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.sheet_cells import Problem, Unreadable, Value, address, heading_problems, plain, read_day

MAX_ROWS, MAX_BYTES = 2_000, 2_000_000
COLUMNS: dict[str, str] = {
    "code": "Mã hồ sơ",
    "procedure": "Thủ tục",
    "applicant": "Người nộp",
    "email": "Thư điện tử",
    "received_on": "Ngày nhận",
    "due_on": "Ngày hẹn trả",
    "finished_on": "Ngày trả",
}
"""The columns in order, with their headings."""

OPTIONAL = frozenset({"email", "finished_on"})
LONGEST = {"code": 60, "procedure": 300, "applicant": 160, "email": 254}
MISSING = "Hãy ghi “{label}”."
TOO_LONG = "“{label}” dài quá {most} ký tự."
TWICE = "Mã hồ sơ này đã có ở hàng {row}."
NO_EMAIL = "Thư điện tử không đúng dạng ten@mien.vn. Để trống nếu không có."
DUE_FIRST = "Ngày hẹn trả phải sau hoặc bằng ngày nhận."
DONE_FIRST = "Ngày trả không được trước ngày nhận."
DONE_AHEAD = "Ngày trả không được ở sau hôm nay."
RECEIVED_AHEAD = "Ngày nhận không được ở sau hôm nay."
OTHER_FACTS = "Mã này đã có với {label} khác ({kept}). Hãy kiểm tra lại mã hồ sơ."


class DossierLine(NamedTuple):
    """One dossier as a list tells it, and the row it stands in."""

    row: int
    code: str
    procedure: str
    applicant: str
    email: str
    received_on: date
    due_on: date
    finished_on: date | None


class DossierReading(NamedTuple):
    """The lines of a list and its problems; only a reading without problems may be kept."""

    lines: tuple[DossierLine, ...]
    problems: tuple[Problem, ...]


class Known(NamedTuple):
    """A dossier that the portal holds already."""

    received_on: date
    due_on: date


def read_list(rows: Sequence[Sequence[Value]], today: date) -> DossierReading:
    """Read rows whose first are the headings; blank rows are passed over.

    Nothing below the headings is a statement too: the agency has no overdue dossier.
    """
    if not rows:
        return DossierReading((), (Problem("A1", "Tệp trống. Hãy dùng tệp mẫu."),))
    found = heading_problems(list(COLUMNS.values()), rows[0])
    if found:
        return DossierReading((), tuple(found))
    reader = _Reader(today)
    for number, row in enumerate(rows[1:], start=2):
        if any(plain(value) for value in row):
            cells = [*row, *[None] * len(COLUMNS)]
            reader.read(number, dict(zip(COLUMNS, cells, strict=False)))
    return reader.reading()


def read_records(records: Sequence[Mapping[str, Value]], today: date) -> DossierReading:
    """Read what a one-stop system sends; problems are named by column and place, from row 1 on."""
    reader = _Reader(today)
    for number, record in enumerate(records, start=1):
        reader.read(number, record)
    return reader.reading()


class _Reader:
    """The lines and problems of one list, row after row."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.lines: list[DossierLine] = []
        self.problems: list[Problem] = []
        self.codes: dict[str, int] = {}

    def reading(self) -> DossierReading:
        """What was read."""
        return DossierReading(tuple(self.lines), tuple(self.problems))

    def read(self, number: int, said: Mapping[str, Value]) -> None:
        """Take in one row, or name what is wrong in its cells."""
        texts = {name: plain(said.get(name)) for name in LONGEST}
        wrong = _wrong_texts(texts)
        days: dict[str, date | None] = {}
        for name in ("received_on", "due_on", "finished_on"):
            try:
                days[name] = read_day(said.get(name))
            except Unreadable as error:
                wrong[name] = str(error)
            else:
                if days[name] is None and name not in OPTIONAL:
                    wrong[name] = MISSING.format(label=COLUMNS[name])
        received, due, finished = (days.get(name) for name in ("received_on", "due_on", "finished_on"))
        if received is not None and due is not None and not wrong:
            wrong = _wrong_days(received, due, finished, self.today)
            code = texts["code"].upper()
            if self.codes.setdefault(code, number) != number:
                wrong["code"] = TWICE.format(row=self.codes[code])
            if not wrong:
                texts["code"] = code
                self.lines.append(
                    DossierLine(number, **texts, received_on=received, due_on=due, finished_on=finished)
                )
        places = {name: place for place, name in enumerate(COLUMNS)}
        self.problems += [Problem(address(places[name], number), text) for name, text in wrong.items()]


def _wrong_texts(texts: Mapping[str, str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for name, text in texts.items():
        if not text and name not in OPTIONAL:
            wrong[name] = MISSING.format(label=COLUMNS[name])
        elif len(text) > LONGEST[name]:
            wrong[name] = TOO_LONG.format(label=COLUMNS[name], most=LONGEST[name])
    if texts["email"] and "email" not in wrong:
        try:
            validate_email(texts["email"])
        except ValidationError:
            wrong["email"] = NO_EMAIL
    return wrong


def _wrong_days(received: date, due: date, finished: date | None, today: date) -> dict[str, str]:
    if received > today:
        return {"received_on": RECEIVED_AHEAD}
    if due < received:
        return {"due_on": DUE_FIRST}
    if finished is not None and finished < received:
        return {"finished_on": DONE_FIRST}
    return {"finished_on": DONE_AHEAD} if finished is not None and finished > today else {}


def against_known(lines: Sequence[DossierLine], known: Mapping[str, Known]) -> list[Problem]:
    """Codes that the portal holds with other days: another dossier, or a slip of the pen."""
    found = []
    for line in lines:
        kept = known.get(line.code)
        if kept is None:
            continue
        for name, mine, theirs in (
            ("received_on", line.received_on, kept.received_on),
            ("due_on", line.due_on, kept.due_on),
        ):
            if mine != theirs:
                label = COLUMNS[name].lower()
                words = OTHER_FACTS.format(label=label, kept=f"{theirs:%d/%m/%Y}")
                found.append(Problem(address(list(COLUMNS).index(name), line.row), words))
    return found
