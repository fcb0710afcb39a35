"""What saving a draft and submitting share: the first answer for a repeated form, and the write itself."""

from datetime import datetime
from uuid import UUID

from core.errors import Conflict
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import OwnForm
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import Answers

LOCKED = "Phiếu tháng này đã nộp nên không sửa được nữa. Nếu cần sửa, hãy đề nghị thủ trưởng trả lại phiếu."
ELSEWHERE = (
    "Phiếu này đã được lưu ở một cửa sổ hoặc thiết bị khác. "
    "Hãy tải lại trang để xem bản mới nhất rồi điền tiếp."
)
EDITABLE = (AssessmentState.DRAFT.value, AssessmentState.RETURNED.value)


def first_answer(
    form: OwnForm, form_id: UUID, answers: Answers, states: tuple[str, ...]
) -> SelfAssessment | None:
    """The row that this very form made before, when it stands in one of ``states``; None otherwise."""
    stored = form.stored
    if stored is None or stored.pk != form_id or stored.state not in states:
        return None
    same = stored.scores == answers.scores and (stored.notes or {}) == answers.notes
    return stored if same else None


def check_current(form: OwnForm, form_id: UUID, version: int) -> None:
    """Raise Conflict unless the form was filled in from what is stored now and may still be changed."""
    stored = form.stored
    if stored is None:
        if version != 0:
            raise Conflict(ELSEWHERE)
    elif stored.state not in EDITABLE:
        raise Conflict(LOCKED)
    elif stored.pk != form_id or stored.version != version:
        raise Conflict(ELSEWHERE)


def write(
    form: OwnForm, form_id: UUID, answers: Answers, state: str, submitted_at: datetime | None
) -> SelfAssessment:
    """Insert the row, or change it if it is still the version read; one statement. Raises Conflict."""
    version = form.stored.version if form.stored else 0
    row = SelfAssessment(
        id=form_id,
        submitted_at=submitted_at,
        period=form.period,
        agency_id=form.agency_id,
        unit_id=form.unit_id,
        staff_id=form.staff_id,
        criteria_set_id=form.criteria_set_id,
        version=version + 1,
        applies=form.applies.flags,
        state=state,
        scores=answers.scores,
        notes=answers.notes or None,
    )
    if form.stored is None:
        row.save(force_insert=True)
    elif not _change(row, version):
        raise Conflict(ELSEWHERE)
    return row


def _change(row: SelfAssessment, version: int) -> int:
    """Compare and set: nothing happens when another request was faster."""
    unchanged = SelfAssessment.objects.filter(pk=row.pk, version=version, state__in=EDITABLE)
    return unchanged.update(
        submitted_at=row.submitted_at,
        unit_id=row.unit_id,
        criteria_set_id=row.criteria_set_id,
        version=row.version,
        applies=row.applies,
        state=row.state,
        scores=row.scores,
        notes=row.notes,
    )
