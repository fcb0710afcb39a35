"""What the demonstration province is made of: frozen records, one per future row.

Days are half-open (``ends_on`` excluded, ``None`` = still on). Keys are stable text, not database ids.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, TypedDict


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency, a division inside one, or (with ``ends_on``) an agency that no longer exists.

    ``kind``: province, department, commune, ward, service_unit, one_stop, affiliate, division,
    district, township.
    ``level``: province, district, commune. ``dress_profile``: none, own, sector. ``comparison_group``:
    department, commune, service_unit, or empty when the agency is not ranked; then its people count in the
    nearest ranked agency above it. ``gso_code`` is the code of the national list of administrative units, not
    the agency's electronic identifier.
    """

    key: str
    name: str
    short_name: str
    kind: str
    level: str
    parent_key: str | None
    address: str
    dress_profile: str
    has_counter: bool
    starts_on: date
    ends_on: date | None = None
    comparison_group: str = ""
    gso_code: int | None = None

    @property
    def is_rated(self) -> bool:
        """Whether the agency has a figure and a rank of its own (clause S11)."""
        return bool(self.comparison_group)


@dataclass(frozen=True, slots=True)
class CounterRecord:
    """A counter where citizens are served, in the division or agency ``agency_key``."""

    key: str
    agency_key: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class PostingRecord:
    """A post held in a unit. ``kind``: regular, secondment, concurrent; regular ones never overlap.

    ``position``: head, deputy (of the agency), unit_head, unit_deputy (of a division), staff. ``entered_on``
    is the day the decision reached the register, which may lie after ``starts_on``.
    """

    agency_key: str
    kind: str
    position: str
    title: str
    is_counter: bool
    wears_uniform: bool
    starts_on: date
    ends_on: date | None
    entered_on: date

    def holds(self, on: date) -> bool:
        """Whether the post is held on that day."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A generated member of staff. ``person_type``: elected_official, civil_servant, public_employee,
    contract_worker, part_timer (người hoạt động không chuyên trách). ``gender``: female, male.
    """

    code: str
    full_name: str
    gender: str
    person_type: str
    postings: tuple[PostingRecord, ...]

    def regular_on(self, on: date) -> PostingRecord | None:
        """The regular posting on that day, or None before joining and after leaving."""
        for posting in self.postings:
            if posting.kind == "regular" and posting.holds(on):
                return posting
        return None


@dataclass(frozen=True, slots=True)
class SuccessionRecord:
    """One line of a reorganisation. ``kind``: merge, dissolve, or move (same area, other province)."""

    predecessor_key: str
    successor_key: str
    kind: str
    decision_number: str


@dataclass(frozen=True, slots=True)
class ReorganisationRecord:
    """The act that a succession rests on; ``source`` says where its dates come from."""

    decision_number: str
    title: str
    decided_on: date
    in_force_on: date
    source: str


@dataclass(frozen=True, slots=True)
class ComplaintYear:
    """Complaints and suggestions of one year at Trà Vinh's service centre; 0 is a true zero."""

    year: int
    count: int


@dataclass(frozen=True, slots=True)
class ProvincePlan:
    """A whole province, ready to be loaded. Agencies come parents first; people by staff code."""

    name: str
    gso_code: int
    seed: int
    today: date
    agencies: tuple[AgencyRecord, ...]
    counters: tuple[CounterRecord, ...]
    people: tuple[PersonRecord, ...]
    closed_agencies: tuple[AgencyRecord, ...]
    reorganisations: tuple[ReorganisationRecord, ...]
    successions: tuple[SuccessionRecord, ...]
    complaints: tuple[ComplaintYear, ...]
    inspectors: tuple[str, ...]
    is_demo: bool = True

    @property
    def rated_agencies(self) -> tuple[AgencyRecord, ...]:
        """The agencies that are ranked, in the plan's order."""
        return tuple(agency for agency in self.agencies if agency.is_rated)


class Change(TypedDict):
    """What the head saw otherwise: a score 0–100 and why."""

    score: int
    reason: str


class ReviewRecord(NamedTuple):
    """What a manager and the head made of a form: ``changes`` by position as text, where they differ from it.

    ``reviewer_code`` is the nearest leader above, who looked at it first; ``decider_code`` the head of the
    rated agency, who let that stand: the same person where nobody stands between.
    """

    reviewer_code: str
    decider_code: str
    reviewed_at: datetime
    changes: dict[str, Change] | None


class AssessmentRecord(NamedTuple):
    """One person's month.

    ``applies`` adds 1 for leaders, 2 for counter staff, 4 for a sector's uniform. ``scores``: 40 whole
    numbers 0–100, None where not asked or not applicable. ``notes`` is sparse, {position as text:
    {"na": reason}}, or None. ``scores``, ``notes`` and ``changes`` are shared between people: a loader may
    cache their encoded form, nobody may change them.
    """

    staff_code: str
    unit_key: str
    applies: int
    submitted_at: datetime
    is_late: bool
    scores: tuple[int | None, ...]
    notes: dict[str, dict[str, str]] | None
    review: ReviewRecord | None


class ObservationRecord(NamedTuple):
    """k of n as measured on site (``criteria.Shape``). ``severity``: none, minor, major, critical."""

    criterion: str
    n: int
    k: int
    severity: str
    note: str


class HeadcountRecord(NamedTuple):
    """Who was at work: ``roster`` = ``present`` + all absences by reason."""

    roster: int
    present: int
    on_duty_away: int
    in_meeting: int
    at_grassroots: int
    on_leave: int
    sick: int
    maternity: int
    unexcused: int


class InspectionRecord(NamedTuple):
    """A concluded visit. ``mode``: planned, unannounced, thematic, follow_up.

    ``team`` are staff codes, leader first. ``is_critical`` is True when a finding caps the grade (S8).
    """

    key: str
    agency_key: str
    mode: str
    order_number: str
    topic: str
    started_at: datetime
    concluded_at: datetime
    team: tuple[str, ...]
    headcount: HeadcountRecord
    observations: tuple[ObservationRecord, ...]
    conclusion: str
    is_critical: bool


class RatingRecord(NamedTuple):
    """One citizen's rating: stars 1–5; ``courtesies`` has a bit per tick of ``ratings.TICKS``."""

    counter_key: str
    day: date
    stars: int
    courtesies: int


class FactRecord(NamedTuple):
    """A register's figure for one criterion: k of n by its measure, or not applicable (then n = k = 0)."""

    criterion: str
    n: int
    k: int
    not_applicable: bool
    note: str


class AgencyMonth(NamedTuple):
    """All that happened in one ranked agency, its divisions and unrated units included, in one month."""

    agency_key: str
    month: date
    staff: int
    assessments: list[AssessmentRecord]
    inspections: list[InspectionRecord]
    ratings: list[RatingRecord]
    facts: list[FactRecord]


class TellTaleCase(NamedTuple):
    """A case planted on purpose so that a page has something to show. ``sentence`` is Vietnamese."""

    code: str
    agency_key: str
    sentence: str
