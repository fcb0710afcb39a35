"""Home Affairs takes back a counter's code, for good."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from feedback.models import Counter


def revoke_counter(*, counter: Counter, reason: str, actor: User, at: datetime) -> Counter:
    """End the code at once: whoever scans it from now on reads that it is over. Twice changes nothing.

    Ratings given before stay. Raises AccessRefused.
    """
    require(actor, "counter.revoke", counter)
    with transaction.atomic():
        locked = Counter.objects.select_for_update(of=("self",)).get(pk=counter.pk)
        if locked.revoked_at is not None:
            return locked
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        audit.record(
            "counter.revoked",
            actor=actor,
            subject=locked,
            at=at,
            agency_id=locked.agency_id,
            before={"revoked_at": None},
            after={"revoked_at": at},
            reason=reason,
        )
    return locked
