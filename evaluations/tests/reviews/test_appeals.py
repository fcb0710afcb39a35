"""Appeals decided: in an open month the scores follow, in a closed one nothing moves (S15)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from agencies.models import User
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification, OutboxMessage
from core.words import WordsRefused
from evaluations.actions.reviews.decide_appeal import NeedsAnswer, decide_appeal
from evaluations.actions.reviews.review import ReviewInvalid
from evaluations.enums import AppealState
from evaluations.gather.reviews.one_form import waits_for_correction
from evaluations.models import Appeal, Period, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import NEEDS_REASON, Change, ReviewRead
from evaluations.tests.assessments.conftest import NOW
from evaluations.tests.reviews.conftest import Heads, change


def appeal_of(form: SelfAssessment, asked_by: User, due: date = date(2026, 11, 27)) -> Appeal:
    """An open appeal about a decided form."""
    return Appeal.objects.create(
        id=uuid4(),
        assessment=form,
        period_id=form.period_id,
        agency_id=form.agency_id,
        asked_by=asked_by,
        reason="Tôi có giấy xác nhận đi công tác.",
        asked_at=NOW,
        due_on=due,
    )


@pytest.fixture
def appeal(heads: Heads) -> Appeal:
    """The officer appeals against TT-01 and TT-04."""
    form = heads.month.submitted(heads.month.cast.officer)
    heads.decided(form, {"0": change(50), "3": change(20)})
    OutboxMessage.objects.all().delete()
    Notification.objects.all().delete()
    return appeal_of(form, heads.month.cast.officer)


def _decide(
    heads: Heads,
    appeal: Appeal,
    move: str,
    changes: dict[str, Change],
    answer: str = "Đã xem giấy tờ.",
    by: User | None = None,
) -> Appeal:
    return decide_appeal(
        appeal=appeal,
        version=1,
        move=move,
        read=ReviewRead(changes=changes),
        answer=answer,
        actor=by or heads.month.cast.head,
        at=NOW,
    )


def test_upheld_in_an_open_month_the_scores_follow(heads: Heads, appeal: Appeal) -> None:
    decided = _decide(heads, appeal, "uphold_partly", {"3": change(80, "Chỉ trễ một buổi.")})
    assert decided.state == AppealState.PARTLY
    own = SelfAssessment.objects.get().scores[0]
    assert decided.changes == {"0": change(own, ""), "3": change(80, "Chỉ trễ một buổi.")}
    assert Review.objects.get().changes == {"3": change(80, "Chỉ trễ một buổi.")}
    assert OutboxMessage.objects.filter(topic="results.stale").count() == 1
    told = Notification.objects.get(recipient=heads.month.cast.officer)
    assert (told.kind, "Chấp nhận một phần" in told.body) == ("appeal.decided", True)
    assert AuditEntry.objects.get(event="appeal.decided").after["waits_for_correction"] is False


def test_rejected_nothing_moves(heads: Heads, appeal: Appeal) -> None:
    standing = Review.objects.get().changes
    _decide(heads, appeal, "reject", standing)
    assert Review.objects.get().changes == standing
    assert not OutboxMessage.objects.filter(topic="results.stale").exists()


@pytest.mark.parametrize("while_waiting", [timedelta(0), timedelta(seconds=2)])
def test_upheld_in_a_closed_month_it_waits_for_a_correction(
    heads: Heads, appeal: Appeal, while_waiting: timedelta
) -> None:
    standing = Review.objects.get().changes
    Period.objects.update(closed_at=NOW + while_waiting)
    heads.month.close()
    decided = _decide(heads, appeal, "uphold", {})
    assert Review.objects.get().changes == standing
    assert not OutboxMessage.objects.filter(topic="results.stale").exists()
    assert set(decided.changes) == {"0", "3"}
    assert waits_for_correction(decided, Period.objects.get())
    assert AuditEntry.objects.get(event="appeal.decided").after["waits_for_correction"] is True


def test_the_same_answer_again_gives_the_first(heads: Heads, appeal: Appeal) -> None:
    first = _decide(heads, appeal, "uphold", {})
    assert _decide(heads, appeal, "uphold", {}) == first
    with pytest.raises(Conflict):
        _decide(heads, appeal, "reject", {})


@pytest.mark.parametrize(
    ("move", "changes", "answer"),
    [
        ("reject", {}, "Đã xem."),
        ("uphold", None, "Đã xem."),
        ("uphold", {}, "  "),
        ("uphold", {}, "x" * 4001),
    ],
    ids=["rejected yet changed", "upheld yet unchanged", "no words", "too long"],
)
def test_the_result_and_the_scores_must_agree(
    heads: Heads, appeal: Appeal, move: str, changes: dict[str, Change] | None, answer: str
) -> None:
    standing = Review.objects.get().changes
    with pytest.raises((NeedsAnswer, WordsRefused)):
        _decide(heads, appeal, move, standing if changes is None else changes, answer)
    assert Appeal.objects.get().state == AppealState.OPEN


def test_a_score_without_reason_is_refused(heads: Heads, appeal: Appeal) -> None:
    with pytest.raises(ReviewInvalid):
        decide_appeal(
            appeal=appeal,
            version=1,
            move="uphold",
            read=ReviewRead(errors={0: NEEDS_REASON}),
            answer="Đã xem.",
            actor=heads.month.cast.head,
            at=NOW,
        )


@pytest.mark.parametrize("who", ["unit_head", "other_head", "officer"])
def test_only_who_decides_the_form_answers(heads: Heads, appeal: Appeal, who: str) -> None:
    with pytest.raises(AccessRefused):
        _decide(heads, appeal, "uphold", {}, by=getattr(heads.month.cast, who))


def test_another_version_of_the_form_is_a_conflict(heads: Heads, appeal: Appeal) -> None:
    SelfAssessment.objects.update(version=2)
    with pytest.raises(Conflict):
        _decide(heads, appeal, "uphold", {})
