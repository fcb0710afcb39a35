"""The deciding authority answers an appeal, and may put other scores in the place of what it decided."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit, outbox
from core.errors import AccessRefused, Conflict, Refused
from core.words import written
from evaluations.access.assessments import standing_of
from evaluations.access.judging import OUT_OF_REACH
from evaluations.actions.corrections.came_late import came_late
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.reviews.review import ReviewInvalid
from evaluations.actions.reviews.telling import tell_person
from evaluations.declarations import RESULTS_STALE
from evaluations.declarations.reviews import APPEAL_DECIDED
from evaluations.enums import AppealState, AssessmentState
from evaluations.gather.reviews.signing import signings
from evaluations.models import Appeal, Period, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import Change, ReviewRead
from evaluations.rules.reviews.columns import differences, patched
from evaluations.rules.transitions import APPEALS

LONGEST = 4000
DECIDED = "Kiến nghị này đã được giải quyết. Hãy tải lại trang để xem kết quả."
NOT_DONE = "Phiếu đã được mở lại nên chưa có quyết định để giải quyết kiến nghị; hãy quyết định phiếu trước."
MOVED = "Quyết định của phiếu đã đổi trong lúc bạn xem. Hãy tải lại trang rồi giải quyết lại."


class NeedsAnswer(Refused):
    """An appeal is upheld by changing something, and rejected by changing nothing (HTTP 400)."""

    status = 400


def decide_appeal(
    *, appeal: Appeal, version: int, move: str, read: ReviewRead, answer: str, actor: Any, at: datetime
) -> Appeal:
    """Answer an appeal by a move of APPEALS ("uphold", "uphold_partly", "reject").

    ``version`` is the form's that was read; ``read`` holds every difference from the own scores that is to
    stand. While the month is open the authority's column and the score follow; once it is closed the
    decision is kept with what it would change and moves no figure: it waits for a correction (S15). The same
    answer again gives the first. Raises WordsRefused, NeedsAnswer, ReviewInvalid, AccessRefused, Conflict.
    """
    answer = written(answer, "Hãy trả lời kiến nghị bằng lời.", longest=LONGEST)
    if not read.is_valid:
        raise ReviewInvalid
    target = next(one.target for one in APPEALS if one.name == move)
    with refuse_closed_period(), transaction.atomic():
        row = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=appeal.assessment_id)
        period = Period.objects.get(pk=row.period_id)
        current = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
        if current.state != AppealState.OPEN:
            if (current.state, current.answer, current.decided_by_id) == (target, answer, actor.pk):
                return current
            raise Conflict(DECIDED)
        if row.state != AssessmentState.REVIEWED:
            raise Conflict(NOT_DONE)
        if row.version != version:
            raise Conflict(MOVED)
        review = Review.objects.get(assessment=row)
        changes = differences(row.scores, review.changes, read.changes)
        _check(move, changes)
        current.state = APPEALS.target(current.state, move)
        current.answer, current.changes = answer, changes or None
        _sign(current, row, period, actor, at)
        current.save()
        if changes and period.is_open:
            review.changes = patched(row.scores, review.changes, changes) or None
            review.save(update_fields=["changes"])
            outbox.send(RESULTS_STALE, {"agency": row.agency_id, "period": row.period_id}, at=at)
        elif changes:
            came_late(period.pk, at)
        _say(current, row, period, len(changes), actor, at)
    return current


def _sign(appeal: Appeal, row: SelfAssessment, period: Period, actor: Any, at: datetime) -> None:
    standing = standing_of(actor, row)
    if standing.review_right is None:
        raise AccessRefused(getattr(standing.review, "reason", OUT_OF_REACH))
    signing = signings(actor, [standing.review_right], period.last_day)[standing.review_right]
    appeal.capacity, appeal.signed_for_id = signing.capacity, signing.signed_for
    # A request that waited while the month closed came before the closing, but decides after it.
    closed_at = None if period.is_open else period.closed_at
    appeal.decided_by, appeal.decided_at = actor, max(at, closed_at) if closed_at else at


def _say(appeal: Appeal, row: SelfAssessment, period: Period, changed: int, actor: Any, at: datetime) -> None:
    """To the person, and in the trail."""
    result = AppealState(appeal.state).label
    tell_person(APPEAL_DECIDED, row, occasion=str(appeal.pk), at=at, context={"result": result})
    audit.record(
        "appeal.decided",
        actor=actor,
        subject=row,
        at=at,
        agency_id=row.agency_id,
        before={"state": AppealState.OPEN.value},
        after={
            "state": appeal.state,
            "appeal": str(appeal.pk),
            "changed": changed,
            "waits_for_correction": changed > 0 and not period.is_open,
        },
        reason=appeal.answer,
    )


def _check(move: str, changes: dict[str, Change]) -> None:
    if move == "reject" and changes:
        raise NeedsAnswer("Đã đổi mức thì không thể ghi “không chấp nhận”. Hãy chọn kết quả khác.")
    if move != "reject" and not changes:
        raise NeedsAnswer("Chấp nhận kiến nghị thì phải đổi ít nhất một mức. Hãy đổi mức rồi gửi lại.")
