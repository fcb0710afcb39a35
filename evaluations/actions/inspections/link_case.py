"""Tying a citizen's case to an inspection that looks into it, and untying it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit
from core.errors import Refused
from core.replay import create_once, replayed
from core.text import squeeze
from evaluations.models import CaseLink, Criterion, Inspection
from feedback.models import FeedbackCase

MOST_NOTE = 300
TIED = "Phản ánh này đã gắn với cuộc kiểm tra đó."


class LinkRefused(Refused):
    """The case and the inspection do not belong together, or are tied already (HTTP 409)."""


def link_case(
    *,
    link_id: UUID,
    case: FeedbackCase,
    inspection: Inspection,
    criterion: Criterion | None,
    note: str,
    actor: User,
    at: datetime,
) -> CaseLink:
    """Tie ``case`` to ``inspection`` (and to a finding of it); the same form again gives the same link.

    Raises LinkRefused, core.errors.Conflict.
    """
    content = {"case_id": case.pk, "inspection_id": inspection.pk, "made_by_id": actor.pk}
    existing = replayed(CaseLink, link_id, **content)
    if existing is not None:
        return existing
    if case.agency_id != inspection.agency_id:
        raise LinkRefused("Cuộc kiểm tra và phản ánh phải về cùng một cơ quan.")
    if criterion is not None and not inspection.observations.filter(criterion=criterion).exists():
        raise LinkRefused("Tiêu chí này không có trong những gì cuộc kiểm tra đó đã ghi. Hãy chọn lại.")
    row = CaseLink(id=link_id, criterion=criterion, note=squeeze(note)[:MOST_NOTE], made_at=at, **content)
    try:
        with transaction.atomic():
            link, is_new = create_once(row, *content)
            if is_new:
                _record("case_link.made", link, inspection, actor, at)
    except IntegrityError as error:
        # somebody tied the two before, perhaps in this very instant
        if CaseLink.objects.filter(case=case, inspection=inspection).exists():
            raise LinkRefused(TIED) from error
        raise
    return link


def unlink_case(*, link: CaseLink, actor: User, at: datetime) -> None:
    """Untie a case from an inspection; the trail keeps that it was tied."""
    with transaction.atomic():
        standing = CaseLink.objects.select_for_update(of=("self",)).filter(pk=link.pk)
        row = standing.select_related("inspection").first()
        if row is None:
            return
        _record("case_link.removed", row, row.inspection, actor, at)
        row.delete()


def _record(event: str, link: CaseLink, inspection: Inspection, actor: User, at: datetime) -> None:
    audit.record(
        event,
        actor=actor,
        subject=link,
        at=at,
        agency_id=inspection.agency_id,
        after={"case": link.case_id, "inspection": link.inspection_id, "criterion": link.criterion_id},
    )
