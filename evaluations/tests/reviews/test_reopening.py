"""Opening a decided form again: one asks, another decides, both with a reason."""

from datetime import date
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.models import Delegation, User
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.models import AuditEntry, Notification
from core.transitions import TransitionRefused
from core.words import WordsRefused
from evaluations.access.assessments import may_reopen
from evaluations.actions.assessments.appeal import appeal
from evaluations.actions.reviews.reopen import ask_reopen, decide_reopen
from evaluations.enums import AssessmentState
from evaluations.models import ManagerReview, ReopenRequest, Review, SelfAssessment
from evaluations.tests.assessments.conftest import NOW
from evaluations.tests.reviews.conftest import Heads, change


@pytest.fixture
def decided(heads: Heads) -> SelfAssessment:
    """The officer's form, managed and decided with a change."""
    form = heads.month.submitted(heads.month.cast.officer)
    heads.managed(form, {"0": change(50)})
    heads.decided(form, {"0": change(50)})
    Notification.objects.all().delete()
    return form


def _ask(form: SelfAssessment, actor: User, reason: str = "Chấm nhầm TT-01.") -> ReopenRequest:
    return ask_reopen(form_id=uuid4(), assessment=form, reason=reason, actor=actor, at=NOW)


def _decide(
    asked: ReopenRequest, actor: User, *, grant: bool = True, answer: str = "Đồng ý."
) -> ReopenRequest:
    return decide_reopen(request=asked, grant=grant, answer=answer, actor=actor, at=NOW)


def test_a_granted_request_opens_the_form_and_keeps_what_was_decided(
    heads: Heads, decided: SelfAssessment
) -> None:
    cast = heads.month.cast
    asked = _ask(decided, cast.officer)
    assert set(Notification.objects.values_list("recipient", flat=True)) == {cast.head.pk, cast.unit_head.pk}
    done = _decide(asked, cast.head)
    assert SelfAssessment.objects.get().state == AssessmentState.RETURNED
    assert not ManagerReview.objects.exists()
    assert done.kept["authority"]["changes"] == {"0": change(50)} == done.kept["manager"]["changes"]
    review = Review.objects.get()
    assert (review.changes, review.note) == (None, "Mở lại: Chấm nhầm TT-01.")
    assert AuditEntry.objects.get(event="assessment.reopened").reason == "Đồng ý."
    again = heads.month.submitted(cast.officer)
    heads.decided(again)


def test_a_waiting_appeal_is_decided_before_the_form_is_opened(heads: Heads, decided: SelfAssessment) -> None:
    """Opened first, the form would have no decision to appeal against, and the appeal could never end."""
    cast = heads.month.cast
    asked = _ask(decided, cast.unit_head)
    appeal(form_id=uuid4(), assessment=decided, reason="Chấm nhầm.", actor=cast.officer, at=NOW)
    with pytest.raises(Conflict, match="giải quyết kiến nghị trước"):
        _decide(asked, cast.head)
    assert SelfAssessment.objects.get().state == AssessmentState.REVIEWED
    assert _decide(asked, cast.head, grant=False).state == "refused"


def test_a_refused_request_leaves_everything_as_it_is(heads: Heads, decided: SelfAssessment) -> None:
    asked = _ask(decided, heads.month.cast.officer)
    _decide(asked, heads.month.cast.head, grant=False, answer="Đã đối chiếu, mức đúng.")
    assert SelfAssessment.objects.get().state == AssessmentState.REVIEWED
    assert Review.objects.get().changes == {"0": change(50)}
    told = Notification.objects.get(kind="assessment.reopen_decided")
    assert told.recipient == heads.month.cast.officer
    assert "không được chấp nhận" in told.body


def test_the_asker_never_decides(heads: Heads, decided: SelfAssessment) -> None:
    asked = _ask(decided, heads.month.cast.head)
    assert not may_reopen(heads.month.cast.head, asked)
    with pytest.raises(AccessRefused):
        _decide(asked, heads.month.cast.head)


@pytest.mark.parametrize(
    ("asker", "deciders"),
    [
        ("officer", {"head"}),
        ("unit_head", {"head"}),
        ("head", {"unit_head"}),
    ],
)
def test_who_may_be_the_second_person(
    heads: Heads, decided: SelfAssessment, asker: str, deciders: set[str]
) -> None:
    cast = heads.month.cast
    asked = _ask(decided, getattr(cast, asker))
    names = ("officer", "colleague", "unit_head", "head", "other_unit_head", "other_head", "admin")
    assert {name for name in names if may_reopen(getattr(cast, name), asked)} == deciders


def test_a_deputy_of_the_head_is_a_second_person(heads: Heads, decided: SelfAssessment) -> None:
    cast = heads.month.cast
    Delegation.objects.create(
        giver=cast.head,
        receiver=cast.colleague,
        role=Role.AGENCY_HEAD,
        agency=cast.department,
        reason="Đi công tác",
        starts_on=date(2026, 11, 15),
        ends_on=date(2026, 11, 30),
    )
    assert may_reopen(cast.colleague, _ask(decided, cast.head))


def test_reasons_are_asked_both_ways(heads: Heads, decided: SelfAssessment) -> None:
    with pytest.raises(WordsRefused):
        _ask(decided, heads.month.cast.officer, "  ")
    with pytest.raises(WordsRefused):
        _ask(decided, heads.month.cast.officer, "x" * 2001)
    asked = _ask(decided, heads.month.cast.officer)
    with pytest.raises(WordsRefused):
        _decide(asked, heads.month.cast.head, answer="")


def test_one_request_waits_at_a_time_and_a_repeat_is_the_same(heads: Heads, decided: SelfAssessment) -> None:
    officer, form_id = heads.month.cast.officer, uuid4()
    call = {"form_id": form_id, "assessment": decided, "actor": officer, "at": NOW}
    first = ask_reopen(reason="Chấm nhầm.", **call)
    assert ask_reopen(reason=" Chấm nhầm. ", **call) == first
    with pytest.raises(Conflict):
        ask_reopen(reason="Khác.", **call)
    with pytest.raises(Conflict):
        _ask(decided, heads.month.cast.unit_head)
    done = _decide(first, heads.month.cast.head)
    assert _decide(first, heads.month.cast.head) == done
    with pytest.raises(Conflict):
        _decide(first, heads.month.cast.head, grant=False)


def test_only_decided_forms_of_an_open_month(heads: Heads, decided: SelfAssessment) -> None:
    other = heads.month.submitted(heads.month.cast.colleague)
    with pytest.raises(TransitionRefused):
        _ask(other, heads.month.cast.colleague)
    asked = _ask(decided, heads.month.cast.officer)
    heads.month.close()
    with pytest.raises(PeriodClosed):
        _decide(asked, heads.month.cast.head)
    with pytest.raises(PeriodClosed):
        _ask(decided, heads.month.cast.officer)
