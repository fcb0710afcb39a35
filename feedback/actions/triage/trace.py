"""The audit row of an act on sealed words."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from agencies.models import User
from core import audit


def note_triage(event: str, subject: Model, *, actor: User | None, at: datetime, **words: Any) -> None:
    """Codes and counts, never a word of what was written, nor whom it is about.

    An agency reads the rows of its own: one that named it here would tell it of a case, and the minute at
    which it was read, before the batch does (G1, G2).
    """
    audit.record(event, actor=actor, subject=subject, at=at, agency_id=None, after=words or None)
