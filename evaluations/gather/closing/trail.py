"""Whether snapshots and corrections are those of the audit trail, which is a chain of its own (S15)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from unicodedata import normalize

from core.clock import local_day
from core.dates import format_day
from core.models import AuditEntry
from evaluations.enums import CorrectionState
from evaluations.gather.corrections.previews import lines_of
from evaluations.models import Correction
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.corrections.lines import said_of

CLOSED, GRANTED = "period.closed", "correction.granted"
"""Acts whose line in the audit trail names the digest of a snapshot."""
ASKED, DECIDED = "correction.asked", (GRANTED, "correction.refused")


def trail_problems() -> Iterator[str]:
    """Snapshots that no act names, acts whose snapshot is gone, corrections told otherwise in the trail."""
    acts = AuditEntry.objects.filter(event__in=(CLOSED, GRANTED)).order_by("sequence")
    named = {str((entry.after or {}).get("digest")): entry for entry in acts}
    for snapshot in PeriodSnapshot.objects.select_related("period").order_by("sequence"):
        entry = named.pop(snapshot.digest, None)
        if entry is None or (entry.event, entry.subject_id) != _act_of(snapshot):
            where = f"{snapshot.period}, bản {snapshot.revision}"
            yield f"{where}: không có việc nào trong nhật ký lập ra bản này"
    for entry in named.values():
        after = entry.after or {}
        label = after.get("label") or f"Bản {after.get('revision')}"
        yield f"{label}: bản chốt ghi trong nhật ký không còn"
    yield from _corrections()


def _act_of(snapshot: PeriodSnapshot) -> tuple[str, str]:
    """The act that must name it, and what that act was done on."""
    if snapshot.revision == 1:
        return CLOSED, str(snapshot.period_id)
    return GRANTED, str(snapshot.correction_id)


def _corrections() -> Iterator[str]:
    events = AuditEntry.objects.filter(event__in=(ASKED, *DECIDED)).order_by("sequence")
    asked = {entry.subject_id: entry for entry in events if entry.event == ASKED}
    decided = {entry.subject_id: entry for entry in events if entry.event != ASKED}
    for correction in Correction.objects.select_related("period").order_by("asked_at", "pk"):
        pk = str(correction.pk)
        where = f"{correction.period}, điều chỉnh đề nghị ngày {_day(correction.asked_at)}"
        if not _is_asked(correction, asked.pop(pk, None)):
            yield f"{where}: đề nghị khác với nhật ký"
        if not _is_decided(correction, decided.get(pk)):
            yield f"{where}: quyết định khác với nhật ký"
    for entry in asked.values():
        yield f"Đề nghị điều chỉnh ghi trong nhật ký ngày {_day(entry.at)} không còn"


def _day(at: datetime) -> str:
    return format_day(local_day(at))


def _is_asked(correction: Correction, entry: AuditEntry | None) -> bool:
    if entry is None:
        return False
    told = entry.after or {}
    lines = [
        (one["agency"], one["criterion"], one["source"], said_of(one["before"]), said_of(one["after"]))
        for one in told["lines"]
    ]
    return (
        (told["period"], told["cause"], told["origin"], entry.actor_id, entry.at)
        == (
            correction.period_id,
            correction.cause,
            correction.origin,
            correction.asked_by_id,
            correction.asked_at,
        )
        and normalize("NFC", entry.reason) == correction.reason
        and sorted(lines, key=_place) == sorted((line[:5] for line in lines_of(correction)), key=_place)
    )


def _place(line: tuple[Any, ...]) -> tuple[Any, ...]:
    return line[:3]


def _is_decided(correction: Correction, entry: AuditEntry | None) -> bool:
    if entry is None:
        return correction.state == CorrectionState.ASKED
    told = ((entry.after or {}).get("state"), entry.actor_id, entry.at, normalize("NFC", entry.reason))
    stands = (correction.state, correction.decided_by_id, correction.decided_at, correction.decision)
    return told == stands
