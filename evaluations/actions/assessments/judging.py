"""What returning and reviewing share: the locked form, checked to be the one that the head read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit, outbox
from core.errors import Conflict
from core.text import nfc
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.telling import tell_author
from evaluations.declarations import ASSESSMENT_CHANGED, ASSESSMENT_RETURNED, RESULTS_STALE
from evaluations.models import Review, SelfAssessment
from evaluations.rules.reviewing import Change
from evaluations.rules.transitions import ASSESSMENTS

EVENTS = {"return": "assessment.returned", "review": "assessment.reviewed"}
CHANGED = (
    "Phiếu đã được nộp lại hoặc đã có người xử lý trong lúc bạn xem. Hãy tải lại trang để xem bản mới nhất."
)


def judge(
    *,
    assessment: SelfAssessment,
    version: int,
    move: str,
    changes: dict[str, Change] | None,
    note: str,
    actor: Any,
    at: datetime,
) -> Review:
    """Make a move of the head ("return" or "review") with its review row, in one transaction.

    The same request again gives the first answer. Raises Conflict when the form is another version than the
    head read or was judged otherwise meanwhile, TransitionRefused, PeriodClosed.
    """
    note = nfc(note.strip())
    with refuse_closed_period(), transaction.atomic():
        row = SelfAssessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
        first = _first_answer(row, move, changes, note, actor)
        if first is not None:
            return first
        if row.version != version:
            raise Conflict(CHANGED)
        before = row.state
        row.state = ASSESSMENTS.target(before, move)
        row.save(update_fields=["state"])
        review, _created = Review.objects.update_or_create(
            assessment=row,
            defaults={
                "period_id": row.period_id,
                "agency_id": row.agency_id,
                "reviewer": actor,
                "reviewed_at": at,
                "changes": changes,
                "note": note,
            },
        )
        outbox.send(RESULTS_STALE, {"agency": row.agency_id, "period": row.period_id}, at=at)
        if move == "return" or changes:
            tell_author(ASSESSMENT_CHANGED if changes else ASSESSMENT_RETURNED, row, at=at)
        audit.record(
            EVENTS[move],
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before={"state": before},
            after={"state": row.state, "version": version, "changed": len(changes or {})},
            reason=note,
        )
    return review


def _first_answer(
    row: SelfAssessment, move: str, changes: dict[str, Change] | None, note: str, actor: Any
) -> Review | None:
    """The review that this very request made before; None when the form is not where ``move`` leads."""
    target = next(one.target for one in ASSESSMENTS if one.name == move)
    if row.state != target:
        return None
    review = Review.objects.filter(assessment=row, reviewer=actor, note=note).first()
    if review is None or review.changes != changes:
        raise Conflict(CHANGED)
    return review
