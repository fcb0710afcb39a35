"""Drafts and submission: what is written, what is refused, what a repeat does."""

from uuid import uuid4

import pytest

from agencies.models import User
from core.errors import Conflict, PeriodClosed
from core.models import AuditEntry, OutboxMessage
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.assessments.submit import NotAnswered, submit_assessment
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.questions import sheet_of
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import Answers
from evaluations.rules.assessments.drafts import read_draft
from evaluations.tests.assessments.conftest import NOW, Month


def _draft(month: Month, user: User, texts: dict[int, str], **fields: object) -> SelfAssessment:
    form = month.owed_by(user)
    answers = read_draft(sheet_of(form.criteria_set_id, form.applies), texts, {}).answers
    stored = form.stored
    known = {"form_id": stored.pk if stored else uuid4(), "version": stored.version if stored else 0}
    return save_draft(form=form, answers=answers, **(known | fields))


def test_a_draft_answers_only_what_was_answered(month: Month) -> None:
    row = _draft(month, month.cast.officer, {0: "80", 3: "7"})
    assert row.state == AssessmentState.DRAFT
    assert row.scores == (80, *[None] * 39)
    assert not AuditEntry.objects.filter(event__startswith="assessment").exists()
    assert not OutboxMessage.objects.exists()


def test_not_applicable_without_its_reason_stays_in_the_draft(month: Month) -> None:
    row = _draft(month, month.cast.officer, {5: "na"})
    assert (row.scores[5], row.notes) == (None, {"5": {"na": ""}})


def test_each_save_makes_a_version(month: Month) -> None:
    officer = month.cast.officer
    first = _draft(month, officer, {0: "80"})
    second = _draft(month, officer, {0: "80", 1: "90"})
    assert (first.version, second.version) == (1, 2)
    assert month.owed_by(officer).stored.scores[:2] == (80, 90)


def test_saving_the_same_draft_again_gives_the_first_answer(month: Month) -> None:
    officer = month.cast.officer
    first = _draft(month, officer, {0: "80"})
    again = _draft(month, officer, {0: "80"}, form_id=first.pk, version=0)
    assert (again.pk, again.version) == (first.pk, 1)


def test_a_draft_from_an_old_version_is_a_conflict(month: Month) -> None:
    first = _draft(month, month.cast.officer, {0: "80"})
    with pytest.raises(Conflict):
        _draft(month, month.cast.officer, {0: "20"}, form_id=first.pk, version=0)


def test_another_tab_of_the_same_month_is_a_conflict(month: Month) -> None:
    _draft(month, month.cast.officer, {0: "80"})
    with pytest.raises(Conflict):
        _draft(month, month.cast.officer, {0: "20"}, form_id=uuid4(), version=0)


def test_a_submission_is_stored_audited_and_told(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    stored = SelfAssessment.objects.get(pk=form.pk)
    assert (stored.state, stored.submitted_at, stored.applies) == (AssessmentState.SUBMITTED, NOW, 2)
    entry = AuditEntry.objects.get(event="assessment.submitted")
    assert entry.after == {"state": "sent", "version": 1, "answered": 35, "late": False}
    assert OutboxMessage.objects.get().payload == {
        "agency": month.cast.department.pk,
        "period": month.period.pk,
    }


def test_the_same_submission_again_gives_the_first_answer(month: Month) -> None:
    first = month.submitted(month.cast.officer)
    assert month.submitted(month.cast.officer, first.pk) == first
    assert OutboxMessage.objects.count() == 1


def test_the_same_id_with_other_content_is_a_conflict(month: Month) -> None:
    first = month.submitted(month.cast.officer)
    form = month.owed_by(month.cast.officer)
    other = Answers(scores=(0, *first.scores[1:]))
    with pytest.raises(Conflict):
        submit_assessment(
            form=form, form_id=first.pk, version=1, answers=other, actor=month.cast.officer, at=NOW
        )
    assert month.owed_by(month.cast.officer).stored.scores == first.scores


def test_two_first_submissions_at_once_leave_one_form(month: Month) -> None:
    """Both read "nothing stored"; the slower one meets the unique row."""
    officer, form_id = month.cast.officer, uuid4()
    form = month.owed_by(officer)
    answers = Answers(scores=tuple(month.scores(form)))
    call = {"form": form, "version": 0, "answers": answers, "actor": officer, "at": NOW}
    first = submit_assessment(form_id=form_id, **call)
    assert submit_assessment(form_id=form_id, **call) == first
    with pytest.raises(Conflict):
        submit_assessment(form_id=uuid4(), **call)
    assert SelfAssessment.objects.count() == 1


def test_an_incomplete_form_is_not_taken(month: Month) -> None:
    form = month.owed_by(month.cast.officer)
    wrong = Answers(scores=(None,) * 40, errors={0: "Chưa trả lời tiêu chí này."})
    with pytest.raises(NotAnswered):
        submit_assessment(
            form=form, form_id=uuid4(), version=0, answers=wrong, actor=month.cast.officer, at=NOW
        )
    assert not SelfAssessment.objects.exists()


def test_a_closed_month_takes_nothing(month: Month) -> None:
    month.submitted(month.cast.officer)
    month.close()
    with pytest.raises(PeriodClosed):
        month.submitted(month.cast.colleague)
    with pytest.raises(PeriodClosed):
        _draft(month, month.cast.colleague, {0: "80"})
