"""A filled-in workbook read against the forms as they stand: what each row asks for, or what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import normalize
from uuid import UUID

from core.sheet_cells import Value, address
from core.text import fold
from evaluations.rules.assessments.answers import AnswerSheet
from evaluations.rules.assessments.reviewing import (
    LONGEST_NOTE,
    NEEDS_REASON,
    NOTE_TOO_LONG,
    Change,
    Changes,
    read_review,
)
from evaluations.rules.reviews.sheet import (
    FIRST_CRITERION,
    FIRST_PERSON,
    FORM_AT,
    HEADING_ROW,
    HEADINGS,
    JUDGE,
    MARK,
    MARK_AT,
    NAME_AT,
    NOTE_AT,
    REASONS,
    STATE_AT,
    VERSION_AT,
)

OTHER_FILE = "Tệp này không phải bảng chấm của tháng và bộ tiêu chí này. Hãy tải tệp mới từ trang danh sách."


class Problem(NamedTuple):
    """What is wrong in one cell ("Chấm", "K7"), with what to do about it."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A form as it stands now, for the row that names it. ``move`` is the reader's part, empty for none.

    ``handled`` says who did what to it last and when, for a row of an older file.
    """

    version: int
    state: str
    name: str
    move: str
    sheet: AnswerSheet
    own: tuple[int | None, ...]
    manager: Changes | None = None
    standing: tuple[int | None, ...] = ()
    handled: str = ""


class SheetAct(NamedTuple):
    """What one row asks for: the move on a form as it was read, with every difference from the own scores."""

    form_id: UUID
    version: int
    state: str
    move: str
    changes: dict[str, Change]
    note: str


@dataclass(slots=True)
class Reading:
    """A workbook read; only one without problems may be kept. ``left`` counts rows without a mark."""

    acts: list[SheetAct] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: int = 0

    def refuse(self, column: int, row: int, text: str, *, sheet: str = JUDGE) -> None:
        """Name what is wrong in one cell: the column counted from 0, the row from 1."""
        self.problems.append(Problem(sheet, address(column, row), text))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of "Chấm" with the same row of "Lý do", and the form it is of."""

    number: int
    cells: Sequence[Value]
    reasons: Sequence[Value]
    form_id: UUID
    form: Known

    def text(self, place: int) -> str:
        return text_of(_at(self.cells, place))

    def scores(self, criteria: int) -> dict[int, str]:
        return {at: self.text(FIRST_CRITERION + at) for at in range(criteria)}

    @property
    def is_current(self) -> bool:
        """Whether the form is still as it was when the workbook was made."""
        return (self.text(VERSION_AT), self.text(STATE_AT)) == (str(self.form.version), self.form.state)

    def changed(self, scores: Mapping[int, str]) -> list[int]:
        """Positions where the row says something else than what stands."""
        return [at for at, text in scores.items() if text and text != _standing(self.form, at)]


def read_workbook(
    judge: Sequence[Sequence[Value]],
    reasons: Sequence[Sequence[Value]],
    codes: Sequence[str],
    known: Mapping[UUID, Known],
) -> Reading:
    """Read the sheets "Chấm" and "Lý do" against the forms as they are now."""
    reading = Reading()
    _headings(judge, codes, reading)
    if reading.problems:
        return reading
    seen: dict[UUID, int] = {}
    for number, row in enumerate(judge[FIRST_PERSON - 1 :], start=FIRST_PERSON):
        if not any(text_of(value) for value in row):
            continue
        form_id = _form_id(row)
        if form_id is None or form_id not in known:
            if text_of(_at(row, MARK_AT)):
                text = "Hàng này không phải phiếu bạn được nhận xét trong tháng. Hãy tải tệp mới."
                reading.refuse(NAME_AT, number, text)
            continue
        earlier = seen.setdefault(form_id, number)
        if earlier != number:
            reading.refuse(NAME_AT, number, f"Trùng phiếu với hàng {earlier}. Hãy xóa một hàng.")
            continue
        why = reasons[number - 1] if number <= len(reasons) else ()
        _read_line(_Line(number, row, why, form_id, known[form_id]), len(codes), reading)
    if not reading.acts and not reading.problems:
        text = f"Chưa có hàng nào được đánh dấu “{MARK}” ở cột Duyệt nên không có gì để ghi."
        reading.refuse(MARK_AT, FIRST_PERSON, text)
    return reading


def forms_named(judge: Sequence[Sequence[Value]]) -> set[UUID]:
    """The forms that the rows of "Chấm" are of."""
    return {found for row in judge[FIRST_PERSON - 1 :] if (found := _form_id(row)) is not None}


def _headings(rows: Sequence[Sequence[Value]], codes: Sequence[str], reading: Reading) -> None:
    wanted = [*HEADINGS, *codes]
    given = [text_of(value) for value in rows[0]] if rows else []
    for place, text in enumerate(wanted):
        found = given[place] if place < len(given) else ""
        if fold(found) != fold(text):
            reading.refuse(place, HEADING_ROW, OTHER_FILE)
            return


def _read_line(line: _Line, criteria: int, reading: Reading) -> None:
    """One form's row: left alone, read, or named with its problems."""
    marked, form, number = fold(line.text(MARK_AT)), line.form, line.number
    scores = line.scores(criteria)
    if not marked:
        reading.left += 1
        changed = line.changed(scores)
        if line.is_current and form.move and changed:
            text = f"Đã đổi mức của {form.name} nhưng chưa đánh dấu “{MARK}” ở cột Duyệt."
            reading.refuse(FIRST_CRITERION + changed[0], number, text)
        return
    if marked != MARK:
        reading.refuse(MARK_AT, number, f"Cột Duyệt chỉ nhận “{MARK}” hoặc để trống.")
        return
    if not line.is_current:
        handled = f" {form.handled}" if form.handled else ""
        text = f"Phiếu của {form.name} đã thay đổi sau khi tải tệp.{handled} Hãy tải tệp mới."
        reading.refuse(NAME_AT, number, text)
        return
    if not form.move:
        text = f"Phiếu của {form.name} không chờ bạn nhận xét hay quyết định. Hãy bỏ dấu “{MARK}”."
        reading.refuse(MARK_AT, number, text)
        return
    _judge(line, scores, reading)


def _judge(line: _Line, scores: Mapping[int, str], reading: Reading) -> None:
    """What a marked row asks for, by the same rule as the page's."""
    form = line.form
    reasons = {at: text_of(_at(line.reasons, FIRST_CRITERION + at)) for at in scores}
    start = form.manager if form.move == "review" else None
    read = read_review(form.sheet, form.own, scores, reasons, start)
    note = normalize("NFC", line.text(NOTE_AT))
    if len(note) > LONGEST_NOTE:
        reading.refuse(NOTE_AT, line.number, NOTE_TOO_LONG)
    for at, problem in sorted(read.errors.items()):
        sheet = REASONS if problem == NEEDS_REASON else JUDGE
        offered = form.sheet.accepted[at] if at < len(form.sheet.accepted) else None
        hint = f" Các mức: {', '.join(offered)}." if offered and scores[at] not in offered else ""
        reading.refuse(FIRST_CRITERION + at, line.number, f"{form.name}: {problem}{hint}", sheet=sheet)
    if read.is_valid and len(note) <= LONGEST_NOTE:
        reading.acts.append(SheetAct(line.form_id, form.version, form.state, form.move, read.changes, note))


def _standing(form: Known, at: int) -> str:
    score = form.standing[at] if at < len(form.standing) else None
    return "" if score is None else str(score)


def _form_id(row: Sequence[Value]) -> UUID | None:
    try:
        return UUID(text_of(_at(row, FORM_AT)))
    except ValueError:
        return None


def _at(row: Sequence[Value], place: int) -> Value:
    return row[place] if place < len(row) else None


def text_of(value: Value) -> str:
    """A cell in words; whole numbers lose the ".0" that spreadsheets give them."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
