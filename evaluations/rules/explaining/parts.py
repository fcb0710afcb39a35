"""What an explanation is made of: frozen records that add up exactly at every level.

Every ``steps`` is a tuple of sentences, each with the clause of the rulebook that it follows. ``None`` is "no
data", which is never zero.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class Step(NamedTuple):
    """One step of the calculation: a clause ("S6") and a sentence in plain Vietnamese with the numbers."""

    clause: str
    words: str


class Reason(NamedTuple):
    """One threshold: whether it is met, and the sentence that says so."""

    met: bool
    words: str


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source of one criterion. ``points`` is None where it does not count; ``rows`` are ids of its rows.

    Of citizens' answers too few to be told ``n``, ``k`` and ``value`` are None and ``hidden`` is set.
    """

    source: str
    label: str
    status: str
    weight: int
    n: int | None
    k: int | None
    age: int
    value: Decimal | None
    points: Decimal | None
    hidden: bool
    steps: tuple[Step, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CriterionPart:
    """One criterion; ``points`` is the sum of its sources' points, None where it brings none of its own."""

    code: str
    statement: str
    state: str
    points: Decimal | None
    possible: Decimal
    value: Decimal | None
    steps: tuple[Step, ...]
    sources: tuple[SourcePart, ...]


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A group; ``points`` is the sum of its criteria's points, ``possible`` what those could have brought."""

    code: str
    name: str
    points: Decimal | None
    possible: Decimal
    scored: int
    applicable: int
    steps: tuple[Step, ...]
    criteria: tuple[CriterionPart, ...]


@dataclass(frozen=True, slots=True)
class AdjustmentPart:
    """A line of bonus or deduction as it counted, signed."""

    kind: str
    reason: str
    asked: Decimal
    points: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside a score: whose it is, of which period and revision, and what it rests on.

    ``revision`` numbers the snapshots of a closed period and the roll-ups of an open one; ``digest`` is empty
    while the period is open. ``ratings`` is None for an agency that meets no citizens.
    """

    agency_id: int
    agency: str
    period_id: int
    period: str
    starts_on: date
    is_open: bool
    revision: int
    digest: str
    comparison_group: str
    rank: int | None
    ranked_of: int | None
    submitted: int
    headcount: int
    ratings: int | None
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None
    computed_at: datetime
    records: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """A total and all that it is the sum of: ``total`` = Σ groups + Σ adjustments, to the cent.

    ``confidence_reasons`` say why the mark is what it is, ``better`` what the next better one asks (empty at
    the top). ``outcome`` are the steps from the sum to grade, coverage, confidence and rank.
    """

    facts: Facts
    set_title: str
    has_default_points: bool
    scale: int
    total: Decimal | None
    base: Decimal | None
    groups: tuple[GroupPart, ...]
    adjustments: tuple[AdjustmentPart, ...]
    grade: str
    coverage: Decimal
    provisional: bool
    confidence: str
    confidence_reasons: tuple[Reason, ...]
    better_mark: str
    better: tuple[Reason, ...]
    outcome: tuple[Step, ...]

    @property
    def criteria(self) -> tuple[CriterionPart, ...]:
        """All criteria in the order of the groups."""
        return tuple(one for group in self.groups for one in group.criteria)
