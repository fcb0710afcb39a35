"""What a record says, by kind, as typed values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from evaluations.rules.observing import Attendance, Finding


class Start(NamedTuple):
    """The team is there; both by the phone's clock."""

    visited_on: date
    started_at: datetime


class Count(NamedTuple):
    """A head-count at a stated hour."""

    counted_at: datetime
    attendance: Attendance


class Seen(NamedTuple):
    """A finding, with its single cases where it was counted from them."""

    finding: Finding
    details: tuple[dict[str, Any], ...] | None


@dataclass(frozen=True, slots=True)
class Photo:
    """What was known of a photograph when it was made; ``size`` in bytes, sides in pixels."""

    sha256: str
    size: int
    width: int
    height: int
    criterion: str
    caption: str
    blurred: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as strokes of (x, y, milliseconds), or its refusal before a witness."""

    side: str
    name: str
    post: str
    way: str
    width: int
    height: int
    strokes: tuple[tuple[tuple[int, int, int], ...], ...]
    reason: str
    witness_name: str
    witness_post: str
    signed_sha256: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The end of the work on site, as the minutes tell it."""

    ended_at: datetime
    place: str
    remarks: str
    read_back: bool
    copies: int
    agency_name: str
    agency_post: str


def iso(moment: datetime) -> str:
    """A moment as the protocol writes it: UTC with milliseconds and Z."""
    moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


Content = Start | Count | Seen | Photo | Signature | Finish


def as_json(content: Content) -> dict[str, Any]:
    """The content in the words of the protocol (schema 2), as it is kept and handed to other phones."""
    match content:
        case Start():
            return {"visited_on": content.visited_on.isoformat(), "started_at": iso(content.started_at)}
        case Count(counted_at, attendance):
            return {"counted_at": iso(counted_at), **attendance._asdict()}
        case Seen(finding, details):
            return {**finding._asdict(), "details": None if details is None else list(details)}
        case Photo():
            return asdict(content) | {"type": "image/jpeg"}
        case Signature():
            return asdict(content)
        case Finish():
            return asdict(content) | {"ended_at": iso(content.ended_at)}


def finding_of(content: Mapping[str, Any]) -> Finding:
    """The finding in a kept content."""
    return Finding(*(content[name] for name in Finding._fields))


def attendance_of(content: Mapping[str, Any]) -> Attendance:
    """The head-count in a kept content."""
    return Attendance(*(content[name] for name in Attendance._fields))
