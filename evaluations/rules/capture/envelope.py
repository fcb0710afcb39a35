"""The envelope of a record: who made it, about what, when, and what it replaces."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluations.rules.capture.reading import Reader, Unreadable

SCHEMAS = (1, 2)
"""Versions of the record that are understood; an app is never too old to get its records in."""

MOST_PREVIOUS = 50


@dataclass(frozen=True, slots=True)
class Envelope:
    """A record as its phone signed it; ``content`` is still as it came.

    ``trouble`` is why the record cannot be used although it can be kept, "" when it can.
    """

    id: UUID
    device: UUID
    visit: UUID
    kind: str
    subject: str
    previous: tuple[UUID, ...]
    captured_at: datetime
    schema: int
    content: Any
    body: str
    trouble: str = ""

    @property
    def sha256(self) -> str:
        """The digest of the body, by which a repeat is told from another record with the same id."""
        return digest_of(self.body)


def digest_of(body: str) -> str:
    """SHA-256 of a body, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def read_envelope(body: str) -> Envelope:
    """The envelope of a body; raises Unreadable where it cannot even be kept (no id, visit or moment)."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("Bản ghi không đọc được.") from error
    reader = Reader(sent, "Bản ghi")
    schema = reader.whole("schema", 1, 999)
    kind, subject = reader.text("kind", 12, needed=True), reader.text("subject", 60, needed=True)
    previous, trouble = _previous(reader)
    if schema not in SCHEMAS:
        trouble = "Bản ghi theo mẫu mới hơn máy chủ hiểu được."
    return Envelope(
        id=reader.uuid("id"),
        device=reader.uuid("device"),
        visit=reader.uuid("visit"),
        kind=kind,
        subject=subject,
        previous=previous,
        captured_at=reader.moment("captured_at"),
        schema=schema,
        content=sent.get("content"),
        body=body,
        trouble=trouble,
    )


def _previous(reader: Reader) -> tuple[tuple[UUID, ...], str]:
    """What the record replaces (one id or none in schema 1), and what is wrong with it."""
    given = reader.values.get("previous")
    listed = [] if given is None else given if isinstance(given, list) else [given]
    if len(listed) > MOST_PREVIOUS:
        return (), "Bản ghi thay thế quá nhiều bản ghi khác."
    try:
        return tuple(dict.fromkeys(reader.as_uuid(one, "previous") for one in listed)), ""
    except Unreadable as error:
        return (), str(error)
