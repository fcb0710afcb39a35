"""Write down where a verified good practice stands: it goes on, spreads, or has stopped."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, outbox
from core.access import require
from core.clock import local_day
from core.errors import Refused
from registers.actions.declare import locked
from registers.declarations import REGISTERS_CHANGED
from registers.enums import EntryState
from registers.models import Entry
from registers.rules.catalogue.papers import STATUSES, STOPPED
from registers.rules.practices import ended_on


class StatusRefused(Refused):
    """The status is none of the closed list, or the entry is no verified practice (HTTP 422)."""

    status = 422


def restate_practice(*, entry: Entry, status: str, seen_version: int, actor: User, at: datetime) -> Entry:
    """Keep the status; one that stops ends today, one that goes on again has no end.

    What was verified (the practice itself) stays as it is. Raises AccessRefused, StatusRefused, Stale.
    """
    require(actor, "register.edit", entry)
    if status not in dict(STATUSES):
        raise StatusRefused("Hãy chọn tình trạng trong danh sách.")
    with transaction.atomic():
        current = locked(entry, seen_version)
        if current.register != "good_practice" or current.state != EntryState.VERIFIED:
            raise StatusRefused("Chỉ ghi tình trạng cho mô hình đã được xác nhận.")
        before = {name: current.details.get(name) for name in ("status", "ends_on")}
        current.details = _restated(current, status, at)
        current.version += 1
        current.save(update_fields=["details", "version"])
        outbox.send(REGISTERS_CHANGED, {"agency": current.agency_id}, at=at)
        audit.record(
            "register_entry.restated",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before=before,
            after={name: current.details.get(name) for name in before},
        )
    return current


def _restated(entry: Entry, status: str, at: datetime) -> dict[str, object]:
    details = {**entry.details, "status": status}
    if status != STOPPED:
        details.pop("ends_on", None)
    elif ended_on(entry.details) is None:
        details["ends_on"] = max(entry.day, local_day(at)).isoformat()
    return details
