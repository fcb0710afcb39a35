"""What returning, managing and deciding share: the locked form, checked to be the one that the head read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit, outbox
from core.errors import AccessRefused, Conflict
from core.text import nfc
from evaluations.access.assessments import standing_of
from evaluations.access.judging import OUT_OF_REACH, Right
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.reviews.telling import tell_person
from evaluations.declarations import ASSESSMENT_CHANGED, ASSESSMENT_RETURNED, RESULTS_STALE
from evaluations.enums import AssessmentState
from evaluations.gather.reviews.signing import signings
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.assessments.reviewing import Change
from evaluations.rules.transitions import ASSESSMENTS

EVENTS = {
    "return": "assessment.returned",
    "manage": "assessment.managed",
    "review": "assessment.reviewed",
}
CHANGED = (
    "Phiếu đã được nộp lại hoặc đã có người xử lý trong lúc bạn xem. Hãy tải lại trang để xem bản mới nhất."
)
Column = type[Review] | type[ManagerReview]


def judge(
    *,
    assessment: SelfAssessment,
    version: int,
    move: str,
    changes: dict[str, Change] | None,
    note: str,
    actor: Any,
    at: datetime,
    state: str = "",
) -> Review | ManagerReview:
    """Make a head's move ("return", "manage" or "review") with its row, in one transaction.

    ``state`` is the one that the head saw, empty for any. A returned form loses the manager's column, for it
    spoke of what will be written anew; the head's word stays as the reason. The same request again gives the
    first answer. Raises Conflict when the form is another version or in another state than the head read,
    AccessRefused when the right has gone meanwhile, TransitionRefused, PeriodClosed.
    """
    note = nfc(note.strip())
    column: Column = ManagerReview if move == "manage" else Review
    with refuse_closed_period(), transaction.atomic():
        row = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
        first = _first_answer(row, column, move, changes, note, actor)
        if first is not None:
            return first
        if row.version != version or (state and row.state != state):
            raise Conflict(CHANGED)
        before = row.state
        row.state = ASSESSMENTS.target(before, move)
        right = right_for(actor, row, move, before)
        signing = signings(actor, [right], row.period.last_day)[right]
        row.save(update_fields=["state"])
        review, _created = column._default_manager.update_or_create(
            assessment=row,
            defaults={
                "period_id": row.period_id,
                "agency_id": row.agency_id,
                "reviewer": actor,
                "reviewed_at": at,
                "changes": changes,
                "note": note,
                "capacity": signing.capacity,
                "signed_for_id": signing.signed_for,
            },
        )
        if move == "return":
            ManagerReview.objects.filter(assessment=row).delete()
        outbox.send(RESULTS_STALE, {"agency": row.agency_id, "period": row.period_id}, at=at)
        if move == "return" or changes:
            kind = ASSESSMENT_RETURNED if move == "return" else ASSESSMENT_CHANGED
            tell_person(kind, row, occasion=move, at=at)
        audit.record(
            EVENTS[move],
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before={"state": before},
            after={
                "state": row.state,
                "version": version,
                "changed": len(changes or {}),
                "capacity": signing.capacity,
            },
            reason=note,
        )
    return review


def right_for(actor: Any, row: SelfAssessment, move: str, before: str) -> Right:
    """The right by which ``actor`` makes a move from state ``before``; raises AccessRefused without one."""
    standing = standing_of(actor, row)
    right = standing.manage_right if move == "manage" else standing.review_right
    if move == "return" and right is None and before == AssessmentState.SUBMITTED:
        right = standing.manage_right
    if right is None:
        verdict = standing.manage if move == "manage" else standing.review
        raise AccessRefused(getattr(verdict, "reason", OUT_OF_REACH))
    return right


def _first_answer(
    row: SelfAssessment,
    column: Column,
    move: str,
    changes: dict[str, Change] | None,
    note: str,
    actor: Any,
) -> Review | ManagerReview | None:
    """The row that this very request made before; None when the form is not where ``move`` leads."""
    target = next(one.target for one in ASSESSMENTS if one.name == move)
    if row.state != target:
        return None
    review = column._default_manager.filter(assessment=row, reviewer=actor, note=note).first()
    if review is None or review.changes != changes:
        raise Conflict(CHANGED)
    return review
