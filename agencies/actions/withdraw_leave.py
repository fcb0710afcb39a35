"""Taking back a leave that was recorded wrongly, or was not taken."""

from datetime import datetime

from django.db import transaction

from agencies.actions.record_leave import facts_of
from agencies.models import Leave, User
from core import audit
from core.access import require


def withdraw_leave(*, leave: Leave, reason: str, actor: User, at: datetime) -> Leave:
    """Take ``leave`` back: it counts no more, the row stays; twice is harmless. Raises AccessRefused."""
    require(actor, "leave.withdraw", leave)
    with transaction.atomic():
        leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
        if leave.withdrawn_at is not None:
            return leave
        leave.withdrawn_by, leave.withdrawn_at = actor, at
        leave.save(update_fields=["withdrawn_by", "withdrawn_at"])
        audit.record(
            "leave.withdrawn", actor=actor, subject=leave, at=at, before=facts_of(leave), reason=reason
        )
    return leave
