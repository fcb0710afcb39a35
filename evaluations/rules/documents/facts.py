"""What was true about an inspection when a paper was issued: plain, frozen, without the database.

Names, roster, version of the criteria, findings: they become JSON (``facts_json``) beside what was printed,
so that it can be told later what has moved on since.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """A person by name and post, as they are called in a document."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The decision to inspect; without a recorded order only its number is known."""

    number: str
    issued_on: date | None = None
    signer: str = ""
    signer_post: str = ""
    bases: tuple[str, ...] = ()
    covers_from: date | None = None
    covers_to: date | None = None
    duration_days: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A head-count: roster = present + absences; ``absences`` are (words, people), those above zero."""

    counted_at: datetime
    roster: int
    present: int
    absences: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One criterion as recorded; ``result`` says n and k in words, ``short`` whether it is less than full.

    ``upheld`` is None until the explanations were answered, then whether the finding stands; ``outcome`` says
    what became of it, in words.
    """

    code: str
    statement: str
    n: int
    k: int
    not_applicable: bool
    result: str
    severity: str
    severity_label: str
    note: str
    short: bool
    upheld: bool | None = None
    outcome: str = ""

    @property
    def stated_severity(self) -> str:
        """The severity in words, "" where none was stated."""
        return "" if self.severity == "none" else self.severity_label


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The findings of one group of criteria, in the order of the set."""

    name: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph, with the SHA-256 (64 hex digits) that was taken when it was made."""

    criterion: str
    caption: str
    sha256: str
    blurred: int = 0


@dataclass(frozen=True, slots=True)
class Signed:
    """One side's signature: ``way`` "drawn", "refused" (reason and witness) or "paper" (with a pen)."""

    side: str
    name: str
    post: str
    way: str
    at: datetime | None = None
    strokes: tuple[tuple[tuple[int, int], ...], ...] = ()
    width: int = 0
    height: int = 0
    reason: str = ""
    witness_name: str = ""
    witness_post: str = ""
    signed_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """How the work on site ended: where, what the inspected said, if it was read back, how many copies."""

    ended_at: datetime | None = None
    place: str = ""
    remarks: str = ""
    read_back: bool = False
    copies: int = 2


@dataclass(frozen=True, slots=True)
class Recommended:
    """What an agency is told to mend, with its legal basis and date."""

    text: str
    owner: str
    due_on: date
    basis: str = ""
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """Everything that the papers of one inspection speak of. ``roster`` is the number of people by register.

    ``drift_ms`` is the largest difference between the clock of a phone and the server's, in milliseconds.
    """

    agency_code: str
    agency_name: str
    agency_address: str
    mode: str
    mode_label: str
    topic: str
    visited_on: date
    order: Order
    set_title: str
    set_version: str
    roster: int
    team: tuple[Person, ...]
    started_at: datetime | None
    finish: Finish
    drift_ms: int
    headcount: Counted | None
    groups: tuple[FoundGroup, ...]
    photos: tuple[Photo, ...]
    agency_people: tuple[Person, ...] = ()
    signatures: tuple[Signed, ...] = ()
    explain_due_on: date | None = None
    explanations: int = 0
    minutes_symbol: str = ""
    minutes_on: date | None = None

    @property
    def found(self) -> list[Found]:
        """The findings of all groups in one list."""
        return [one for group in self.groups for one in group.found]

    @property
    def leader(self) -> Person:
        """Who leads the team; the team lists them first."""
        return self.team[0] if self.team else Person("")


def facts_json(facts: InspectionFacts) -> dict[str, Any]:
    """The facts as plain JSON values."""
    known: dict[str, Any] = plain(asdict(facts))
    return known


def plain(value: Any) -> Any:
    """A value as JSON has it: days and moments in ISO 8601, tuples as lists."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
