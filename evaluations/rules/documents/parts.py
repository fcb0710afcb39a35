"""What a person adds to a paper beside the facts of the inspection, by kind."""

from dataclasses import dataclass, field
from datetime import datetime

from evaluations.rules.documents.facts import Recommended


@dataclass(frozen=True, slots=True)
class NoticeParts:
    """The notice: when and where the team comes, and what is to be ready (a line each)."""

    meets_at: datetime | None = None
    place: str = ""
    prepare: str = ""


@dataclass(frozen=True, slots=True)
class MinutesParts:
    """Minutes say nothing beside the facts."""


@dataclass(frozen=True, slots=True)
class LateRecord:
    """A record that came after the minutes: what it is about, what it says, when it was made and came."""

    id: str
    subject: str
    said: str
    captured_at: datetime
    received_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class AddendumParts:
    """An addendum: its number within the minutes, the reason, the text, and late records that it takes up."""

    position: int
    reason: str
    text: str
    late: tuple[LateRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportParts:
    """The team's report: assessment and proposals in the leader's words."""

    assessment: str = ""
    proposals: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionParts:
    """The conclusion: strengths, defects, responsibility, and what is to be mended by when.

    ``text`` is the conclusion in one piece, where it was not written in parts.
    """

    text: str = ""
    strengths: str = ""
    defects: str = ""
    responsibility: str = ""
    recommendations: tuple[Recommended, ...] = field(default=())


Parts = NoticeParts | MinutesParts | AddendumParts | ReportParts | ConclusionParts
