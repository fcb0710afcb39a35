"""Drafts, submission, return, review: what is written, what is refused, what a repeat does."""

from uuid import uuid4

import pytest

from agencies.models import User
from core.audit_chain import verify
from core.errors import Conflict, PeriodClosed
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from evaluations.actions.assessments.approve import approve_as_scored
from evaluations.actions.assessments.return_form import NeedsNote, return_assessment
from evaluations.actions.assessments.review import ReviewInvalid, review_assessment
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.assessments.submit import NotAnswered, submit_assessment
from evaluations.enums import AssessmentState
from evaluations.gather.questions import sheet_of
from evaluations.models import Review, SelfAssessment
from evaluations.rules.answers import Answers
from evaluations.rules.drafts import read_draft
from evaluations.rules.reviewing import NEEDS_REASON, ReviewRead
from evaluations.tests.assessments.conftest import NOW, Month


def _draft(month: Month, user: User, texts: dict[int, str], **fields: object) -> SelfAssessment:
    form = month.owed_by(user)
    answers = read_draft(sheet_of(form.criteria_set_id, form.applies), texts, {})
    stored = form.stored
    known = {"form_id": stored.pk if stored else uuid4(), "version": stored.version if stored else 0}
    return save_draft(form=form, answers=answers, **(known | fields))


def _review(month: Month, form: SelfAssessment, read: ReviewRead, note: str = "") -> Review:
    return review_assessment(
        assessment=form, version=form.version, read=read, note=note, actor=month.cast.unit_head, at=NOW
    )


def _return(month: Month, form: SelfAssessment, note: str = "Ghi rõ lý do ở GT-02.") -> Review:
    return return_assessment(
        assessment=form, version=form.version, note=note, actor=month.cast.unit_head, at=NOW
    )


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
    sent = month.submitted(month.cast.officer)
    month.close()
    with pytest.raises(PeriodClosed):
        month.submitted(month.cast.colleague)
    with pytest.raises(PeriodClosed):
        _draft(month, month.cast.colleague, {0: "80"})
    with pytest.raises(PeriodClosed):
        _review(month, sent, ReviewRead())
    with pytest.raises(PeriodClosed):
        approve_as_scored(versions={sent.pk: 1}, actor=month.cast.unit_head, at=NOW)


def test_a_review_stores_only_what_differs(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    changes = {"0": {"score": 50, "reason": "Trả lời sai hai câu hỏi nhanh."}}
    review = _review(month, form, ReviewRead(changes=changes))
    assert Review.objects.get().changes == changes == review.changes
    assert SelfAssessment.objects.get().state == AssessmentState.REVIEWED
    assert SelfAssessment.objects.get().scores == form.scores


def test_an_unchanged_review_has_no_changes_at_all(month: Month) -> None:
    _review(month, month.submitted(month.cast.officer), ReviewRead())
    assert Review.objects.get().changes is None


def test_a_change_without_reason_is_refused(month: Month) -> None:
    with pytest.raises(ReviewInvalid):
        _review(month, month.submitted(month.cast.officer), ReviewRead(errors={0: NEEDS_REASON}))


def test_the_same_review_again_gives_the_first_answer(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    first = _review(month, form, ReviewRead(), "Tốt.")
    assert _review(month, form, ReviewRead(), " Tốt. ") == first
    with pytest.raises(Conflict):
        _review(month, form, ReviewRead(), "Khác.")


def test_a_returned_form_is_changed_and_sent_again(month: Month) -> None:
    officer = month.cast.officer
    form = month.submitted(officer)
    assert _return(month, form).note == "Ghi rõ lý do ở GT-02."
    assert month.owed_by(officer).stored.state == AssessmentState.RETURNED
    again = month.submitted(officer)
    assert (again.pk, again.version) == (form.pk, 2)
    with pytest.raises(Conflict):
        _review(month, form, ReviewRead())
    _review(month, again, ReviewRead())


def test_the_person_is_told_when_a_form_comes_back_or_a_score_was_changed(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _return(month, form)
    again = month.submitted(month.cast.officer)
    _review(month, again, ReviewRead(changes={"0": {"score": 50, "reason": "Trả lời sai."}}))
    told = Notification.objects.filter(recipient=month.cast.officer).order_by("id")
    assert list(told.values_list("kind", flat=True)) == ["assessment.returned", "assessment.changed"]
    assert not any("GT-02" in one.body or "Trả lời sai" in one.body for one in told)


def test_a_form_approved_as_it_is_needs_no_message(month: Month) -> None:
    _review(month, month.submitted(month.cast.officer), ReviewRead())
    assert not Notification.objects.exists()


def test_a_form_is_not_returned_without_a_word(month: Month) -> None:
    with pytest.raises(NeedsNote):
        _return(month, month.submitted(month.cast.officer), "  ")


def test_a_reviewed_form_is_not_returned(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _review(month, form, ReviewRead())
    with pytest.raises(TransitionRefused):
        _return(month, form)


def test_several_are_approved_at_once_and_each_leaves_its_row(month: Month) -> None:
    forms = [month.submitted(user) for user in (month.cast.officer, month.cast.colleague)]
    _return(month, forms[1])
    forms[1] = month.submitted(month.cast.colleague)
    versions = {form.pk: form.version for form in forms}
    assert approve_as_scored(versions=versions, actor=month.cast.unit_head, at=NOW) == 2
    assert approve_as_scored(versions=versions, actor=month.cast.unit_head, at=NOW) == 0
    assert AuditEntry.objects.filter(event="assessment.reviewed").count() == 2
    assert list(Review.objects.values_list("changes", "note")) == [(None, "")] * 2
    assert verify().problem == ""


def test_a_form_sent_anew_since_it_was_ticked_is_left_alone(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    _return(month, form)
    month.submitted(month.cast.officer)
    assert approve_as_scored(versions={form.pk: 1}, actor=month.cast.unit_head, at=NOW) == 0
