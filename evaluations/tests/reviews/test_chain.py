"""The manager's column, the decision, the return and the approval in one go: acts without HTTP."""

import pytest

from core.audit_chain import verify
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from evaluations.actions.reviews.approve import Approved, Ticked, approve_forms
from evaluations.actions.reviews.return_form import NeedsNote, return_assessment
from evaluations.actions.reviews.review import ReviewInvalid, review_assessment
from evaluations.enums import AssessmentState
from evaluations.gather.forms import gather_forms
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import NEEDS_REASON, ReviewRead
from evaluations.tests.assessments.conftest import NOW, Month
from evaluations.tests.reviews.conftest import Heads, change


def _state() -> str:
    return SelfAssessment.objects.get().state


def test_a_manager_s_column_moves_no_score_until_the_decision(heads: Heads) -> None:
    month = heads.month
    form = month.submitted(month.cast.officer)
    heads.managed(form, {"0": change(50)})
    assert _state() == AssessmentState.MANAGED
    assert gather_forms(month.period, 40)[month.cast.department.pk].reviewed == 0
    review = heads.decided(form, {"0": change(50), "1": change(80)})
    assert _state() == AssessmentState.REVIEWED
    assert set(review.changes) == {"0", "1"}
    assert gather_forms(month.period, 40)[month.cast.department.pk].reviewed == 1
    assert ManagerReview.objects.get().changes == {"0": change(50)}


def test_the_agency_head_may_decide_what_the_unit_head_has_not_looked_at(heads: Heads) -> None:
    heads.decided(heads.month.submitted(heads.month.cast.officer))
    assert _state() == AssessmentState.REVIEWED
    assert not ManagerReview.objects.exists()


def test_each_keeps_to_their_part(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    with pytest.raises(AccessRefused):
        heads.decided(form, by=heads.month.cast.unit_head)
    heads.managed(form)
    with pytest.raises(AccessRefused):
        heads.returned(form, by=heads.month.cast.unit_head)
    with pytest.raises(AccessRefused):
        heads.decided(form, by=heads.month.cast.other_head)
    assert _state() == AssessmentState.MANAGED


def test_a_return_takes_the_manager_s_column_along(heads: Heads) -> None:
    month = heads.month
    form = month.submitted(month.cast.officer)
    heads.managed(form, {"0": change(50)})
    heads.returned(form)
    assert (_state(), ManagerReview.objects.count()) == (AssessmentState.RETURNED, 0)
    assert Review.objects.get().note == "Xem lại GT-02."
    again = month.submitted(month.cast.officer)
    with pytest.raises(Conflict):
        heads.managed(form)
    heads.managed(again)


def test_a_decision_on_what_was_seen_otherwise_is_a_conflict(heads: Heads) -> None:
    """The head read a form not yet managed; the manager was faster."""
    month = heads.month
    form = month.submitted(month.cast.officer)
    heads.managed(form, {"0": change(50)})
    with pytest.raises(Conflict):
        review_assessment(
            assessment=form,
            version=1,
            state="sent",
            read=ReviewRead(),
            note="",
            actor=month.cast.head,
            at=NOW,
        )
    assert _state() == AssessmentState.MANAGED


@pytest.mark.parametrize("move", ["managed", "decided"])
def test_the_same_request_again_gives_the_first_answer(heads: Heads, move: str) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    act = getattr(heads, move)
    first = act(form, {"0": change(50)})
    count = AuditEntry.objects.count()
    assert act(form, {"0": change(50)}) == first
    assert AuditEntry.objects.count() == count
    with pytest.raises(Conflict):
        act(form, {"0": change(20)})


def test_a_review_without_changes_has_none(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    assert heads.managed(form).changes is None
    assert heads.decided(form).changes is None
    assert SelfAssessment.objects.get().scores == form.scores


def test_a_change_without_reason_and_a_return_without_a_word_are_refused(month: Month) -> None:
    form = month.submitted(month.cast.officer)
    wrong = ReviewRead(errors={0: NEEDS_REASON})
    with pytest.raises(ReviewInvalid):
        review_assessment(assessment=form, version=1, read=wrong, note="", actor=month.cast.head, at=NOW)
    with pytest.raises(NeedsNote):
        return_assessment(assessment=form, version=1, note=" ", actor=month.cast.head, at=NOW)


def test_a_decided_form_is_not_returned(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    heads.decided(form)
    with pytest.raises(TransitionRefused):
        heads.returned(form)


def test_the_person_is_told_of_each_change_once_and_of_no_score(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    heads.managed(form, {"0": change(50, "Trả lời sai.")})
    heads.decided(form, {"0": change(50, "Trả lời sai.")})
    told = Notification.objects.filter(recipient=heads.month.cast.officer).order_by("id")
    assert list(told.values_list("kind", flat=True)) == ["assessment.changed", "assessment.changed"]
    assert not any("Trả lời sai" in one.body for one in told)


def test_an_approval_as_it_is_needs_no_message(heads: Heads) -> None:
    heads.decided(heads.month.submitted(heads.month.cast.officer))
    assert not Notification.objects.exists()


def test_a_closed_month_takes_nothing(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    heads.month.close()
    for act in (heads.managed, heads.decided, heads.returned):
        with pytest.raises(PeriodClosed):
            act(form)
    with pytest.raises(PeriodClosed):
        approve_forms(ticked={form.pk: Ticked(1)}, actor=heads.month.cast.head, at=NOW)


def test_several_at_once_each_by_the_part_of_the_head(heads: Heads) -> None:
    month = heads.month
    forms = [month.submitted(user) for user in (month.cast.officer, month.cast.colleague)]
    ticked = {form.pk: Ticked(form.version, "sent") for form in forms}
    assert approve_forms(ticked=ticked, actor=month.cast.unit_head, at=NOW) == Approved(managed=2)
    assert approve_forms(ticked=ticked, actor=month.cast.unit_head, at=NOW) == Approved()
    # The agency head ticked them before the manager spoke, so they stay as they are.
    assert approve_forms(ticked=ticked, actor=month.cast.head, at=NOW) == Approved()
    OutboxMessage.objects.all().delete()
    seen = {pk: one._replace(state="seen") for pk, one in ticked.items()}
    assert approve_forms(ticked=seen, actor=month.cast.head, at=NOW) == Approved(decided=2)
    assert OutboxMessage.objects.filter(topic="results.stale").count() == 1
    events = ["assessment.managed", "assessment.reviewed"]
    assert [AuditEntry.objects.filter(event=event).count() for event in events] == [2, 2]
    assert verify().problem == ""


def test_an_approval_keeps_the_manager_s_changes_and_tells_the_person(heads: Heads) -> None:
    form = heads.month.submitted(heads.month.cast.officer)
    heads.managed(form, {"0": change(50)})
    Notification.objects.all().delete()
    approve_forms(ticked={form.pk: Ticked(1, "seen")}, actor=heads.month.cast.head, at=NOW)
    assert Review.objects.get().changes == {"0": change(50)}
    assert Notification.objects.get().kind == "assessment.changed"


def test_a_form_sent_anew_since_it_was_ticked_is_left_alone(heads: Heads) -> None:
    month = heads.month
    form = month.submitted(month.cast.officer)
    heads.returned(form)
    month.submitted(month.cast.officer)
    assert approve_forms(ticked={form.pk: Ticked(1)}, actor=month.cast.head, at=NOW) == Approved()


def test_one_form_out_of_reach_refuses_them_all(heads: Heads) -> None:
    month = heads.month
    ticked = {month.submitted(user).pk: Ticked(1) for user in (month.cast.officer, month.cast.stranger)}
    with pytest.raises(AccessRefused):
        approve_forms(ticked=ticked, actor=month.cast.head, at=NOW)
    assert not Review.objects.exists()
