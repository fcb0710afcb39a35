"""A later due day, with the reason that the sender reads."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import clock
from core.errors import Conflict
from core.replay import OTHER_CONTENT, create_once, replayed
from feedback.access.cases import heads
from feedback.actions.cases.moving import MOST_REASON, locked, move, note_act, required
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.models import Extension, FeedbackCase
from feedback.rules.extensions import MOST_DAYS, extended_to, why_not_extend


def extend_case(
    *,
    extension_id: UUID,
    case: FeedbackCase,
    days: int,
    reason: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Extension:
    """Move the due day by ``days`` working days; the same form again gives the same extension.

    Raises CaseRefused, NotNow, StaleCase, core.transitions.TransitionRefused, core.errors.Conflict.
    """
    reason = required("reason", reason, MOST_REASON, "Hãy ghi lý do; người gửi đọc được lý do này.")
    if not 1 <= days <= MOST_DAYS:
        raise CaseRefused({"days": f"Mỗi lần gia hạn từ 1 đến {MOST_DAYS} ngày làm việc."})
    content = {"case_id": case.pk, "reason": reason, "by_id": actor.pk}
    existing = replayed(Extension, extension_id, **content)
    if existing is not None:
        if existing.to_day != extended_to(existing.from_day, days):
            raise Conflict(OTHER_CONTENT)
        return existing
    with transaction.atomic():
        current = locked(case, seen_version)
        _refuse(current, actor, at)
        assert current.due_on is not None
        later = extended_to(current.due_on, days)
        row = Extension(id=extension_id, from_day=current.due_on, to_day=later, at=at, **content)
        extension, is_new = create_once(row, *content)
        if not is_new:
            return extension
        current.due_on = later
        move(current, "extend", changed=["due_on"], actor=actor, at=at)
        note_act(
            "case.extended",
            current,
            actor=actor,
            at=at,
            before={"due_on": extension.from_day},
            after={"due_on": later},
        )
    return extension


def _refuse(current: FeedbackCase, actor: User, at: datetime) -> None:
    why = why_not_extend(
        given=current.extensions.count(),
        due_on=current.due_on,
        on=clock.local_day(at),
        home_affairs=not heads(actor, current),
    )
    if why:
        raise NotNow(why)
