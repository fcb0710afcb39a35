"""What scoring gives back: an agency's score down to groups, criteria and sources, and its JSON form.

Points are kept as whole hundredths (``cents``), so that parts add up to the whole by whole numbers at every
level; the properties give them as ``Decimal`` with two decimals. ``None`` is "no data", which is never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from evaluations.enums import NotApplicable
from evaluations.rules.rounding import MILLION, from_cents
from evaluations.rules.set_rules import SOURCES

COUNTED, TOO_FEW, LAPSED, NO_WEIGHT = "counted", "too_few", "lapsed", "no_weight"
"""Why a source counts or not: fewer answers than S4 asks, older than S4 carries, weight 0 in the set."""

STATUSES = (COUNTED, TOO_FEW, LAPSED, NO_WEIGHT)

SCORED, NO_DATA, BONUS = "scored", "no_data", "bonus"
"""States of a criterion; those not applicable carry the treatment of S5 (a ``NotApplicable`` value)."""

STATES = (SCORED, NO_DATA, BONUS, *(treatment.value for treatment in NotApplicable))


class SourceScore(NamedTuple):
    """One source's part in a criterion: what it saw, its value, and the points it brought.

    ``slot`` and ``standing`` number the source among ``SOURCES`` and its status among ``STATUSES``.
    ``weight`` is the set's (0–100). ``millionths`` is the value rounded to six decimals for display; the
    arithmetic uses the exact fraction of n and k. ``age`` > 0 marks a carried inspection.
    """

    slot: int
    standing: int
    weight: int
    n: int
    k: int
    age: int
    millionths: int
    cents: int
    rows: tuple[int, ...]

    @property
    def source(self) -> str:
        """Who speaks: a ``Source`` value."""
        return SOURCES[self.slot]

    @property
    def status(self) -> str:
        """Why it counts or not: one of ``STATUSES``."""
        return STATUSES[self.standing]

    @property
    def value(self) -> Decimal:
        """The value in [0, 1] to six decimals."""
        return Decimal(self.millionths) / MILLION

    @property
    def points(self) -> Decimal:
        """Points brought to the total."""
        return from_cents(self.cents)


class CriterionScore(NamedTuple):
    """One criterion: its contribution (S6), what it could have been, and its sources in canonical order."""

    position: int
    state: str
    possible_cents: int
    cents: int | None
    millionths: int | None
    sources: tuple[SourceScore, ...]
    reason: str = ""

    @property
    def points(self) -> Decimal | None:
        """Contribution to the total, or None without data."""
        return None if self.cents is None else from_cents(self.cents)

    @property
    def possible(self) -> Decimal:
        """The contribution a value of 1 would give."""
        return from_cents(self.possible_cents)

    @property
    def value(self) -> Decimal | None:
        """Blended value in [0, 1] to six decimals, or None without data."""
        return None if self.millionths is None else Decimal(self.millionths) / MILLION


class GroupScore(NamedTuple):
    """A group: the sums over its criteria that have data; ``cents`` None where none has."""

    code: str
    possible_cents: int
    cents: int | None
    scored: int
    applicable: int

    @property
    def points(self) -> Decimal | None:
        """Sum of the contributions of the group's criteria."""
        return None if self.cents is None else from_cents(self.cents)

    @property
    def possible(self) -> Decimal:
        """Sum of what its scored criteria could have given."""
        return from_cents(self.possible_cents)


class AdjustmentLine(NamedTuple):
    """A bonus or deduction as it counted: asked, granted (≥ 0), and why less (S7)."""

    kind: str
    reason: str
    asked_cents: int
    granted_cents: int
    status: str
    rows: tuple[int, ...]

    @property
    def signed_cents(self) -> int:
        """What it does to the total, in hundredths."""
        return self.granted_cents if self.kind == "bonus" else -self.granted_cents

    @property
    def points(self) -> Decimal:
        """What it does to the total, in points."""
        return from_cents(self.signed_cents)


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """An agency's score of a period (S1–S10).

    ``total_cents`` = sum of ``groups`` + sum of the adjustments' ``signed_cents``, exactly; None without any
    data. ``coverage_millionths`` is the share of applicable points that have data. ``exact`` is the total
    before rounding, only where the set ranks on it (S11).
    """

    total_cents: int | None
    base_cents: int | None
    groups: tuple[GroupScore, ...]
    criteria: tuple[CriterionScore, ...]
    adjustments: tuple[AdjustmentLine, ...]
    coverage_millionths: int
    provisional: bool
    grade: str
    grade_reasons: tuple[str, ...]
    confidence: str
    exact: Decimal | None = None

    @property
    def total(self) -> Decimal | None:
        """Published total, two decimals."""
        return None if self.total_cents is None else from_cents(self.total_cents)

    @property
    def base(self) -> Decimal | None:
        """Sum of the contributions before bonus and deduction."""
        return None if self.base_cents is None else from_cents(self.base_cents)

    @property
    def coverage(self) -> Decimal:
        """Ratio in [0, 1], six decimals (S10)."""
        return Decimal(self.coverage_millionths) / MILLION


make_source_score = partial(tuple.__new__, SourceScore)
make_criterion_score = partial(tuple.__new__, CriterionScore)
"""Build a record from a tuple of its fields, at a third of the price of calling the class."""


def pack(score: AgencyScore) -> dict[str, Any]:
    """The score as values that JSON knows, criteria and sources by column."""
    return packed(score, _criterion_columns(score.criteria), _source_columns(score.criteria))


def packed(score: AgencyScore, criteria: Sequence[Any], sources: Sequence[Any]) -> dict[str, Any]:
    """The JSON form of a score whose criteria and sources stand in columns already.

    Of criteria: numbers of their ``STATES``, possible cents, cents, millionths, how many sources spoke, and
    reasons by position; of sources, in order: all fields of ``SourceScore``, the rows by number of source.
    """
    return {
        "total": score.total_cents,
        "base": score.base_cents,
        "groups": score.groups,
        "criteria": criteria,
        "sources": sources,
        "adjustments": score.adjustments,
        "coverage": score.coverage_millionths,
        "provisional": score.provisional,
        "grade": score.grade,
        "grade_reasons": score.grade_reasons,
        "confidence": score.confidence,
        "exact": None if score.exact is None else str(score.exact),
    }


def _criterion_columns(criteria: Sequence[CriterionScore]) -> list[Any]:
    return [
        [STATES.index(criterion.state) for criterion in criteria],
        [criterion.possible_cents for criterion in criteria],
        [criterion.cents for criterion in criteria],
        [criterion.millionths for criterion in criteria],
        [len(criterion.sources) for criterion in criteria],
        {str(criterion.position): criterion.reason for criterion in criteria if criterion.reason},
    ]


def _source_columns(criteria: Sequence[CriterionScore]) -> list[Any]:
    sources = [source for criterion in criteria for source in criterion.sources]
    columns: list[Any] = [[source[field] for source in sources] for field in range(8)]
    return [*columns, {str(at): source.rows for at, source in enumerate(sources) if source.rows}]


def unpack(data: Mapping[str, Any]) -> AgencyScore:
    """The score back from ``pack`` after any trip through JSON: ``unpack(json(pack(s))) == s``."""
    return AgencyScore(
        total_cents=data["total"],
        base_cents=data["base"],
        groups=tuple(GroupScore(*row) for row in data["groups"]),
        criteria=unpack_criteria(data),
        adjustments=tuple(AdjustmentLine._make((*row[:5], tuple(row[5]))) for row in data["adjustments"]),
        coverage_millionths=data["coverage"],
        provisional=data["provisional"],
        grade=data["grade"],
        grade_reasons=tuple(data["grade_reasons"]),
        confidence=data["confidence"],
        exact=None if data["exact"] is None else Decimal(data["exact"]),
    )


def unpack_criteria(data: Mapping[str, Any]) -> tuple[CriterionScore, ...]:
    """The criteria of a packed score, for those who need not read the rest."""
    *columns, rows = data["sources"]
    linked = [tuple(rows.get(str(at), ())) for at in range(len(columns[0]))]
    spoken = iter(map(make_source_score, zip(*columns, linked, strict=True)))
    *columns, counts, reasons = data["criteria"]
    return tuple(
        CriterionScore(
            at, STATES[state], possible, cents, value, tuple(islice(spoken, count)), reasons.get(str(at), "")
        )
        for at, (state, possible, cents, value, count) in enumerate(zip(*columns, counts, strict=True))
    )
