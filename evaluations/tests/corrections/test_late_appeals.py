"""An appeal decided after the close asks for its correction; two of one month add up, whichever is first."""

from datetime import timedelta
from uuid import uuid4

from agencies.models import User
from core.models import OutboxMessage
from evaluations.actions.corrections import ask_for_late_facts
from evaluations.actions.reviews.decide_appeal import decide_appeal
from evaluations.models import Appeal, Correction, CorrectionLine
from evaluations.rules.assessments.reviewing import ReviewRead
from evaluations.tests.assessments.conftest import NOW
from evaluations.tests.corrections.conftest import close
from evaluations.tests.reviews.conftest import Heads, cast, change, clock, fresh_sets, heads, month

__all__ = ["cast", "clock", "fresh_sets", "heads", "month"]


def _appealed(heads: Heads, user: User) -> Appeal:
    """The head set TT-01 to 50 against what the person said."""
    form = heads.month.submitted(user)
    heads.decided(form, {"0": change(50)})
    return Appeal.objects.create(
        id=uuid4(),
        assessment=form,
        period=form.period,
        agency=form.agency,
        asked_by=user,
        reason="Có văn bản giao việc.",
        asked_at=NOW,
        due_on=NOW.date(),
    )


def test_it_asks_for_the_sum_that_the_decision_moves(heads: Heads) -> None:
    people = (heads.month.cast.officer, heads.month.cast.colleague)
    appeals = [_appealed(heads, user) for user in people]
    period = heads.month.period
    close(period, NOW)
    at = NOW + timedelta(hours=1)
    for appeal, score in zip(appeals, (80, 70), strict=True):
        decide_appeal(
            appeal=appeal,
            version=appeal.assessment.version,
            move="uphold_partly",
            read=ReviewRead(changes={"0": change(score)}),
            answer="Chấp nhận một phần.",
            actor=heads.month.cast.head,
            at=at,
        )
    assert OutboxMessage.objects.filter(topic="corrections.late_fact").count() == 2
    assert ask_for_late_facts(period=period, at=at) == 2
    assert ask_for_late_facts(period=period, at=at) == 0
    assert set(Correction.objects.values_list("cause", flat=True)) == {"appeal"}
    lines = CorrectionLine.objects.order_by("correction__origin").filter(criterion_code="TT-01")
    moved = sorted(line.after["k"] - line.before["k"] for line in lines)
    assert (moved, {line.source for line in lines}) == ([20, 30], {"review"})
