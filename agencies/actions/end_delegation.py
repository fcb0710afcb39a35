"""Taking a lent role back before its time."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.actions.delegate import facts_of
from agencies.declarations import DELEGATION_ENDED
from agencies.gather.names import last_names
from agencies.models import Delegation, User
from core import audit
from core.access import require
from core.clock import local_day
from core.notifications import notify


def end_delegation(*, delegation: Delegation, actor: User, at: datetime) -> Delegation:
    """End ``delegation`` at once: it gives no right from the next request on; twice is harmless.

    One that has not begun is taken back whole, one that is over stays as it is. Raises AccessRefused.
    """
    require(actor, "delegation.end", delegation)
    today = local_day(at)
    with transaction.atomic():
        row = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
        last = max(today, row.starts_on)
        if row.ends_on <= last:
            return row
        before = facts_of(row)
        row.ends_on = last
        row.save(update_fields=["ends_on"])
        notify(
            DELEGATION_ENDED,
            recipients=[row.receiver if actor.pk != row.receiver_id else row.giver],
            key=f"delegation.ended:{row.pk}",
            context={
                "giver": row.giver.display_name,
                "role": row.get_role_display(),
                "agency": last_names([row.agency_id])[row.agency_id].short_name,
            },
            url=reverse("delegation_list"),
            at=at,
        )
        audit.record(
            "delegation.ended",
            actor=actor,
            subject=row,
            at=at,
            agency_id=row.agency_id,
            before=before,
            after=facts_of(row),
        )
    return row
