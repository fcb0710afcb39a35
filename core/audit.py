"""Writing the audit trail: events are declared once, entries are recorded inside the act's transaction."""

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from core.models.audit import AuditEntry
from core.requests import current_request_id

_EVENTS: dict[str, str] = {}


def declare(**events: str) -> None:
    """Declare events: keyword ``period__opened="Mở kỳ"`` stands for the dotted name ``period.opened``."""
    for keyword, label in events.items():
        name = keyword.replace("__", ".")
        if name in _EVENTS:
            raise ValueError(f"audit event {name!r} is declared twice")
        _EVENTS[name] = label


def events() -> dict[str, str]:
    """The closed list of events with their Vietnamese labels."""
    return dict(sorted(_EVENTS.items()))


def label_of(event: str) -> str:
    """The Vietnamese label of an event; an entry older than its declaration shows its name."""
    return _EVENTS.get(event, event)


def build(
    event: str,
    *,
    actor: Any,
    subject: Model,
    at: datetime,
    agency_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """An unsaved entry, for acts that write many at once; raises KeyError for an undeclared event."""
    if event not in _EVENTS:
        raise KeyError(f"audit event {event!r} is not declared")
    entry = AuditEntry(
        request_id=current_request_id(),
        at=at,
        event=event,
        actor_id=getattr(actor, "pk", None),
        actor_label=str(actor) if actor is not None else "Hệ thống",
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        agency_id=agency_id,
        before=_as_kept(before),
        after=_as_kept(after),
        reason=reason,
    )
    entry.content_digest = entry.compute_content_digest()
    return entry


def _as_kept(words: dict[str, Any] | None) -> dict[str, Any] | None:
    """The words as they come back from the database, else their digest would not fit.

    Keys, decimals, dates and ids become text; so do floating numbers, for PostgreSQL's jsonb spells 1e22
    and 1e-7 in its own way.
    """
    if words is None:
        return None
    text = json.dumps(words, cls=DjangoJSONEncoder, allow_nan=False)
    kept: dict[str, Any] = json.loads(text, parse_float=str)
    return kept


def record(event: str, **details: Any) -> AuditEntry:
    """Write one entry; keywords as in :func:`build`. Call it last, it takes the chain's lock until commit."""
    entry = build(event, **details)
    entry.save(force_insert=True)
    return entry
