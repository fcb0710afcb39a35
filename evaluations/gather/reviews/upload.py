"""A workbook that comes back: its rows, the criteria its columns are of, and the forms as they stand now."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files import File
from python_calamine import CalamineError

from core.documents.sheets import SheetRefused, open_book, refuse_large, rows_of
from core.errors import Refused
from core.sheet_cells import Value
from evaluations.gather.assessments.questions import Question, all_questions, sheet_of
from evaluations.gather.reviews.handled import handled_words
from evaluations.gather.reviews.people import Person
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.reviews.sheet import FIRST_PERSON, JUDGE, MAX_PEOPLE, REASONS
from evaluations.rules.reviews.sheet_reading import Known

MAX_BYTES = 4_000_000
"""Largest workbook taken, in bytes: every person of an agency by every criterion, five times."""


class ManySets(Refused):
    """The people of the place are judged by more than one set of criteria (HTTP 409)."""


def codes_of(people: Sequence[Person]) -> tuple[int | None, list[Question]]:
    """The set and its questions by which the people are judged; raises ManySets for more than one."""
    sets = {one.loaded.set_id for one in people if one.loaded}
    if len(sets) > 1:
        raise ManySets("Danh sách này gồm các cơ quan dùng bộ tiêu chí khác nhau. Hãy chọn một cơ quan.")
    if not sets:
        return None, []
    (set_id,) = sets
    questions = [one for group in all_questions(set_id) for one in group.questions]
    return set_id, sorted(questions, key=lambda one: one.position)


def known_forms(people: Sequence[Person]) -> dict[UUID, Known]:
    """The forms of a place as they stand now, for reading a filled-in workbook (two queries)."""
    with_form = [one for one in people if one.form]
    handled = handled_words([one.form for one in with_form if one.form])
    found = {}
    for one in with_form:
        assert one.form is not None
        form = one.form
        found[form.pk] = Known(
            version=form.version,
            state=form.state,
            name=one.post.staff.full_name,
            move=one.move,
            sheet=sheet_of(form.criteria_set_id, Applicability.from_flags(form.applies)),
            own=tuple(form.scores),
            manager=one.manager.changes if one.manager else None,
            standing=one.columns.standing if one.columns else (),
            handled=handled[form.pk],
        )
    return found


def read_upload(file: File) -> tuple[list[list[Value]], list[list[Value]]]:
    """The rows of "Chấm" and "Lý do"; raises SheetRefused with what to do about it."""
    refuse_large(file, MAX_BYTES)
    book = open_book(file.read())
    try:
        sheets = [book.get_sheet_by_name(name) for name in (JUDGE, REASONS)]
    except (CalamineError, ValueError, OSError) as error:
        raise SheetRefused(
            f"Không đọc được trang “{JUDGE}” và “{REASONS}”. Hãy dùng tệp tải từ trang danh sách."
        ) from error
    if any(one.height > MAX_PEOPLE + FIRST_PERSON or one.width > 200 for one in sheets):
        raise SheetRefused(
            f"Trang tính quá lớn; tối đa {MAX_PEOPLE} hàng. Hãy dùng tệp tải từ trang danh sách."
        )
    judge, reasons = map(rows_of, sheets)
    return judge, reasons
