"""Send the notice of an announced inspection: the paper is issued and the head of the agency told."""

from datetime import datetime

from agencies.models import User
from core import audit, clock
from core.errors import Refused
from evaluations.actions.documents import issue_document
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.actions.planning.telling import tell_notice
from evaluations.enums import DocumentKind
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Inspection, InspectionOrder
from evaluations.rules.planning.notices import refusal_of


class NoticeRefused(Refused):
    """The visit is unannounced, has no order yet, or the term for its notice has passed."""


def send_notice(
    *,
    inspection: Inspection,
    signer: str,
    signer_post: str,
    meets_at: datetime | None = None,
    place: str = "",
    prepare: str = "",
    actor: User,
    at: datetime,
) -> Inspection:
    """Issue the notice and tell the heads of the agency; from then on they see the inspection.

    Doing it twice changes nothing. Raises NoticeRefused, and Conflict when a notice stands with other words.
    """
    current = Inspection.objects.get(pk=inspection.pk)
    if current.notice_sent_at is not None:
        return current
    refuse_notice(current, at)
    # Printing takes up to a second, so the paper is issued before the row is locked.
    document = issue_document(
        kind=DocumentKind.NOTICE,
        inspection=current,
        signer=signer,
        signer_post=signer_post,
        meets_at=meets_at,
        place=place,
        prepare=prepare,
        actor=actor,
        at=at,
    )
    with locked(inspection) as current:
        if current.notice_sent_at is not None:
            return current
        refuse_notice(current, at)
        current.notice_sent_at = at
        save_counted(current, "notice_sent_at")
        tell_notice(current, at=at)
        audit.record(
            "inspection.notice_sent",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            after={"document": document.symbol, "sha256": document.sha256},
        )
    return current


def refuse_notice(inspection: Inspection, at: datetime) -> None:
    """Raise NoticeRefused unless a notice may be sent now."""
    order = InspectionOrder.objects.filter(inspection=inspection).first()
    refusal = refusal_of(
        mode=inspection.mode,
        state=inspection.state,
        ordered_on=order.issued_on if order else None,
        visited_on=inspection.visited_on,
        within=due_terms().notice,
        today=clock.local_day(at),
    )
    if refusal:
        raise NoticeRefused(refusal)
