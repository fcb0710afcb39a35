"""Write down the day on which a result was handed out."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, outbox
from core.access import require
from core.clock import local_day
from core.errors import Refused
from feedback.models import OverdueDossier
from feedback.rules.dossiers import DONE_AHEAD, DONE_FIRST
from registers.declarations import REGISTERS_CHANGED


class DayRefused(Refused):
    """The day cannot be (HTTP 422)."""

    status = 422


def finish_dossier(
    *, dossier: OverdueDossier, finished_on: date, actor: User, at: datetime
) -> OverdueDossier:
    """Keep the day of handing out, or correct it. Raises AccessRefused, DayRefused."""
    require(actor, "dossier.finish", dossier)
    with transaction.atomic():
        current = OverdueDossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        if finished_on < current.received_on:
            raise DayRefused(DONE_FIRST)
        if finished_on > local_day(at):
            raise DayRefused(DONE_AHEAD)
        before = current.finished_on
        if before == finished_on:
            return current
        current.finished_on = finished_on
        current.save(update_fields=["finished_on"])
        outbox.send(REGISTERS_CHANGED, {"agency": current.agency_id}, at=at)
        audit.record(
            "dossier.finished",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before={"finished_on": before},
            after={"finished_on": finished_on},
        )
    return current
