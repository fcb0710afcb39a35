"""The inspectorate verifies an entry, does not accept it, or annuls what was verified."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit, outbox
from core.notifications import notify
from registers.actions.declare import locked
from registers.actions.refusals import EntryRefused
from registers.declarations import ENTRY_DECIDED, REGISTERS_CHANGED
from registers.models import Entry
from registers.rules.catalogue import Evidence
from registers.rules.transitions import ENTRIES

EVENTS = {
    "verify": "register_entry.verified",
    "refuse": "register_entry.refused",
    "annul": "register_entry.annulled",
}
MOVES = tuple(EVENTS)


def decide_entry(
    *, entry: Entry, move: str, reason: str, seen_version: int, actor: User, at: datetime
) -> Entry:
    """Make one of MOVES with an entry and tell who declared it; a change of what counts is handed on.

    Without a file, verifying needs a word on how it was checked; some registers always need a file.
    Raises core.transitions.TransitionRefused, EntryRefused, registers.actions.refusals.Stale.
    """
    reason = reason.strip()
    with transaction.atomic():
        current = locked(entry, seen_version)
        current.state = ENTRIES.target(current.state, move)
        if move == "verify":
            _refuse_unproven(current, reason)
        elif not reason:
            raise EntryRefused({"reason": "Hãy ghi lý do để cơ quan biết cần làm gì."})
        current.reason = reason
        current.decided_by, current.decided_at = actor, at
        current.version += 1
        current.save(update_fields=["state", "reason", "decided_by", "decided_at", "version"])
        if move != "refuse":
            outbox.send(REGISTERS_CHANGED, {"agency": current.agency_id}, at=at)
        _tell(current, at)
        audit.record(
            EVENTS[move], actor=actor, subject=current, at=at, agency_id=current.agency_id, reason=reason
        )
    return current


def _refuse_unproven(entry: Entry, reason: str) -> None:
    if entry.kind.people and not entry.people.exists():
        raise EntryRefused({"": "Danh sách người còn trống nên chưa xác nhận được."})
    if entry.files.exists():
        return
    if entry.kind.evidence is Evidence.NEEDED:
        raise EntryRefused({"": f"Sổ này cần minh chứng: {entry.kind.evidence_words}"})
    if not reason:
        raise EntryRefused(
            {"reason": "Mục chưa có minh chứng. Hãy ghi đã đối chiếu bằng cách nào rồi xác nhận."}
        )


def _tell(entry: Entry, at: datetime) -> None:
    notify(
        ENTRY_DECIDED,
        recipients=User.objects.filter(pk=entry.declared_by_id, is_active=True),
        key=f"{ENTRY_DECIDED.name}:{entry.pk}:{entry.version}",
        context={
            "register": entry.kind.label,
            "result": entry.get_state_display(),
            # A breach's title stays in the portal, where the right to read it is asked.
            "title": entry.number if entry.is_private else entry.title,
        },
        url=reverse("register_entry", args=[entry.pk]),
        at=at,
    )
