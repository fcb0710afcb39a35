"""Keep a self-assessment in the making."""

from uuid import UUID

from django.db import IntegrityError, transaction

from core.errors import Conflict
from evaluations.actions.assessments.storing import (
    EDITABLE,
    ELSEWHERE,
    check_current,
    first_answer,
    write,
)
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import OwnForm, own_form
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import Answers


def save_draft(*, form: OwnForm, form_id: UUID, version: int, answers: Answers) -> SelfAssessment:
    """Store what is answered so far; a returned form stays returned until it is submitted again.

    Nobody else reads a draft and no score moves, so neither audit nor outbox hears of it. ``version`` is the
    one the form was filled in from (0: none yet). Raises Conflict (other tab or content) and PeriodClosed.
    """
    first = first_answer(form, form_id, answers, EDITABLE)
    if first is not None:
        return first
    check_current(form, form_id, version)
    state = form.stored.state if form.stored else AssessmentState.DRAFT.value
    try:
        with refuse_closed_period(), transaction.atomic():
            return write(form, form_id, answers, state, form.stored.submitted_at if form.stored else None)
    except IntegrityError as error:
        again = own_form(form.staff_id, form.period.pk, form.agency_id)
        raced = again and first_answer(again, form_id, answers, EDITABLE)
        if not raced:
            raise Conflict(ELSEWHERE) from error
        return raced
