"""Submit the month's self-assessment."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from core import audit, clock, outbox
from core.errors import Conflict, Refused
from evaluations.actions.assessments.storing import ELSEWHERE, check_current, first_answer, write
from evaluations.actions.guard import refuse_closed_period
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import OwnForm, own_form
from evaluations.models import SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.assessments.answers import Answers
from evaluations.rules.assessments.reviewing import is_late
from evaluations.rules.transitions import ASSESSMENTS

SENT = tuple(str(state) for state in SENT_STATES)


class NotAnswered(Refused):
    """The form still has criteria without an answer or with a wrong one; nothing was stored (HTTP 400)."""

    status = 400


def submit_assessment(
    *, form: OwnForm, form_id: UUID, version: int, answers: Answers, actor: Any, at: datetime
) -> SelfAssessment:
    """Store a complete form and lock it: one write, one outbox row, one audit row in one transaction.

    The same form sent again gives the first answer. Raises NotAnswered, Conflict (sent already with other
    content, or changed elsewhere since ``version``) and PeriodClosed. A form after its due day is taken and
    shown as late.
    """
    if not answers.is_valid:
        raise NotAnswered("Phiếu chưa trả lời đủ hoặc có câu trả lời chưa hợp lệ nên chưa nộp.")
    first = first_answer(form, form_id, answers, SENT)
    if first is not None:
        return first
    check_current(form, form_id, version)
    try:
        with refuse_closed_period(), transaction.atomic():
            return _submit(form, form_id, answers, actor, at)
    except IntegrityError as error:
        again = own_form(form.staff_id, form.period.pk, form.agency_id)
        raced = again and first_answer(again, form_id, answers, SENT)
        if not raced:
            raise Conflict(ELSEWHERE) from error
        return raced


def _submit(form: OwnForm, form_id: UUID, answers: Answers, actor: Any, at: datetime) -> SelfAssessment:
    before = form.stored.state if form.stored else AssessmentState.DRAFT.value
    row = write(form, form_id, answers, ASSESSMENTS.target(before, "submit"), at)
    outbox.send(RESULTS_STALE, {"agency": form.agency_id, "period": form.period.pk}, at=at)
    # The trail says that and when, never what: the scores are the person's own affair (class K1).
    audit.record(
        "assessment.submitted",
        actor=actor,
        subject=row,
        at=at,
        agency_id=form.agency_id,
        before={"state": before},
        after={
            "state": row.state,
            "version": row.version,
            "answered": sum(score is not None for score in answers.scores),
            "late": is_late(clock.local_day(at), form.period.self_due_on),
        },
    )
    return row
