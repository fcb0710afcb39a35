"""Rows of self-assessments, of the managers' reviews and of the heads' decisions."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from agencies.province.records import AgencyMonth, AssessmentRecord, ReviewRecord
from evaluations.enums import AssessmentState, Capacity
from evaluations.models import SelfAssessment
from vhcv_portal.demo.bulk import BulkWriter, Cell, moment_cell, scores_cell
from vhcv_portal.demo.context import MonthContext
from vhcv_portal.demo.tables import FORMS, MANAGER_REVIEWS, REVIEWS

SENT, DONE = AssessmentState.SUBMITTED.value, AssessmentState.REVIEWED.value


class FormRows:
    """The forms of one agency and month; people share a few dozen answers, so each is encoded once."""

    def __init__(self, context: MonthContext, found: AgencyMonth) -> None:
        self._context = context
        self._agency_id = context.keys.agencies[found.agency_key]
        self._forms = list(wanted_forms(context, found))
        # By identity: the records live as long as this object does.
        self._scores: dict[int, str] = {}
        self._words: dict[int, str] = {}

    def write(self, writer: BulkWriter) -> None:
        """Hand over what does not stand yet, and review what was sent in an earlier load."""
        writer.add(FORMS, (self._form(form) for form in self._forms if self._is_new(form)))
        judged = [(form, form.review) for form in self._forms if form.review]
        first = [pair for pair in judged if pair[1].reviewer_code != pair[1].decider_code]
        writer.add(MANAGER_REVIEWS, (self._looked_at(form, review) for form, review in first))
        writer.add(REVIEWS, (self._decided(form, review) for form, review in judged))
        late = [self._id(form) for form in self._forms if form.review and not self._is_new(form)]
        if late:
            SelfAssessment.objects.filter(pk__in=late).update(state=DONE)

    def _id(self, form: AssessmentRecord) -> str:
        return self._context.id_of("form", self._agency_id, form.staff_code)

    def _is_new(self, form: AssessmentRecord) -> bool:
        staff_id = self._context.keys.staff[form.staff_code]
        return (self._agency_id, staff_id) not in self._context.present.forms

    def _form(self, form: AssessmentRecord) -> tuple[Cell, ...]:
        context = self._context
        return (
            self._id(form),
            moment_cell(form.submitted_at),
            context.period.pk,
            self._agency_id,
            context.keys.agencies[form.unit_key],
            context.keys.staff[form.staff_code],
            context.set_id,
            1,
            form.applies,
            DONE if form.review else SENT,
            self._encoded(form.scores),
            self._json(form.notes),
        )

    def _looked_at(self, form: AssessmentRecord, review: ReviewRecord) -> tuple[Cell, ...]:
        return self._judged(form, review.reviewer_code, review.reviewed_at, review)

    def _decided(self, form: AssessmentRecord, review: ReviewRecord) -> tuple[Cell, ...]:
        waited = timedelta(hours=2) if review.reviewer_code != review.decider_code else timedelta()
        return self._judged(form, review.decider_code, review.reviewed_at + waited, review)

    def _judged(
        self, form: AssessmentRecord, code: str, moment: datetime, review: ReviewRecord
    ) -> tuple[Cell, ...]:
        return (
            self._id(form),
            self._context.period.pk,
            self._agency_id,
            self._context.keys.users[code],
            Capacity.OWN.value,
            moment_cell(moment),
            self._json(review.changes),
            "",
        )

    def _encoded(self, scores: tuple[int | None, ...]) -> str:
        if id(scores) not in self._scores:
            self._scores[id(scores)] = scores_cell(scores)
        return self._scores[id(scores)]

    def _json(self, words: Mapping[str, Any] | None) -> str | None:
        if words is None:
            return None
        if id(words) not in self._words:
            self._words[id(words)] = json.dumps(words, ensure_ascii=False)
        return self._words[id(words)]


def wanted_forms(context: MonthContext, found: AgencyMonth) -> Iterator[AssessmentRecord]:
    """The forms to load: holders of ready logins fill in the running month themselves.

    Of forms that stand already only those are kept that still wait for the review which has come since.
    """
    staff, present = context.keys.staff, context.present
    agency_id = context.keys.agencies[found.agency_key]
    for form in found.assessments:
        if context.is_running and form.staff_code in context.keys.ready:
            continue
        is_new = (agency_id, staff[form.staff_code]) not in present.forms
        if is_new or (form.review and context.id_of("form", agency_id, form.staff_code) in present.waiting):
            yield form
