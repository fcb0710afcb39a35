"""A person chooses between values that differ; the choice is a record too, and the others are kept."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from agencies.models import User
from core import audit
from core.errors import Conflict
from core.replay import OTHER_CONTENT
from evaluations.actions.inspections.locking import locked_on_site
from evaluations.actions.inspections.record_settling import settle
from evaluations.actions.inspections.record_store import heads_of, keep_web_record
from evaluations.actions.inspections.record_subjects import by_server_clock
from evaluations.models import CaptureRecord, Inspection
from evaluations.rules.capture.schema import read_kept

MOVED_ON = "Các số ghi của mục này vừa thay đổi. Hãy xem lại rồi chọn."


def choose(
    *,
    inspection: Inspection,
    subject: str,
    chosen: UUID,
    seen: Collection[UUID],
    form_id: UUID,
    actor: User,
    at: datetime,
) -> CaptureRecord:
    """Let the value of record ``chosen`` stand, in place of all that were ``seen``; repeating it is harmless.

    Raises Conflict when another value has come meanwhile, NotOnSite, PeriodClosed.
    """
    with locked_on_site(inspection) as current:
        standing = CaptureRecord.objects.filter(pk=form_id).first()
        if standing is not None:
            if (standing.inspection_id, standing.subject, standing.author_id) == (
                current.pk,
                subject,
                actor.pk,
            ):
                return standing
            raise Conflict(OTHER_CONTENT)
        heads = {head.pk: head for head in heads_of(current, subject)}
        if set(heads) != set(seen) or chosen not in heads:
            raise Conflict(MOVED_ON)
        kept = heads[chosen]
        content = by_server_clock(kept, read_kept(kept.kind, kept.content))
        choice = keep_web_record(
            current, subject, content, actor=actor, at=at, previous=list(heads), record_id=form_id
        )
        settle(current, {subject}, actor=actor, at=at)
        audit.record(
            "capture.chosen",
            actor=actor,
            subject=current,
            at=at,
            before={subject: [str(pk) for pk in heads]},
            after={subject: str(chosen)},
        )
    return choice
