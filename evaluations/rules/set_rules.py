"""A criteria set as the rules see it: immutable, built once per set by gather or from a data file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.enums import AppliesTo, Grade, Measure, NotApplicable, Source
from evaluations.rules.set_terms import AdjustmentRule, Coefficient, ConditionRule

SOURCES: tuple[str, ...] = tuple(source.value for source in Source)
"""Canonical order of the sources; every breakdown follows it."""


@dataclass(frozen=True, slots=True)
class Level:
    """A named level of a LEVELS criterion, worth so many of the criterion's points."""

    points: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class MeasureParams:
    """What a measure needs besides n and k (S2).

    ``deduction``: share of the criterion lost per verified case, or, for COUNT_DEDUCT, how many clean
    observations one violation cancels. ``floor``: lowest value in [0, 1]. ``scale_max``: top of a scale.
    ``target``: COUNT that is worth full value. ``per_item``: BONUS points for one accepted item.
    ``citizen_reads``: what citizens answer with: ``stars`` 1–5, ``xin`` or ``luon`` (four ticks each) or
    ``cases`` (verified feedback cases, each taking ``case_deduction``). ``replaced_by_uniform``: does not
    apply to wearers of a sector's uniform, for whom another criterion stands in. ``proved_by``: the kind of
    register entry (``pledge``, ``training``, ``awareness``) that, verified, answers a yes-or-no criterion.
    ``asks``: what a person's answer always comes with (``note`` or ``evidence``).
    """

    deduction: Decimal | None = None
    case_deduction: Decimal | None = None
    floor: Decimal = Decimal(0)
    scale_max: int = 10
    levels: tuple[Level, ...] = ()
    checklist_size: int | None = None
    target: int | None = None
    per_item: Decimal | None = None
    citizen_reads: str = ""
    replaced_by_uniform: bool = False
    proved_by: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """One criterion: what it is worth and how it is read. ``weights`` sum to 100 over its sources (S3).

    ``scored_on``: what its marks are given to: ``person``, ``dossier``, ``agency``; empty = not told.
    """

    code: str
    position: int
    group: str
    measure: str
    max_points: Decimal
    weights: Mapping[str, int]
    applies_to: str = AppliesTo.ALL
    not_applicable: str = NotApplicable.LEAVE_OUT
    params: MeasureParams = MeasureParams()
    scored_on: tuple[str, ...] = ()

    @property
    def is_bonus(self) -> bool:
        """Whether it stands outside the points of the set and only adds (S7)."""
        return self.measure == Measure.BONUS

    @property
    def is_for_people(self) -> bool:
        """Whether members of staff answer it in their self-assessment."""
        return self.applies_to != AppliesTo.AGENCY


@dataclass(frozen=True, slots=True)
class Band:
    """A grade from a lower edge on (S9).

    ``operator`` is ``">="`` or ``">"``; ``extra`` names the conditions that must hold beside the points.
    """

    grade: str
    lower: Decimal
    operator: str = ">="
    label: str = ""
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """Cap on the share of the top grade (S9); it warns and never blocks.

    ``denominator``: ``good``, ``good_and_excellent`` or ``everyone``. In a group of fewer than
    ``small_below`` people ``small_allows`` are free. ``exception_cap`` is the share an exception may reach.
    """

    cap: Decimal
    denominator: str
    small_below: int = 0
    small_allows: int = 0
    exception_cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ConfidenceRule:
    """Least evidence for a mark: visits, response rate in [0, 1], ratings (S10)."""

    mark: str
    min_visits: int
    min_response: Decimal
    min_ratings: int


DEFAULT_BANDS = (
    Band(Grade.EXCELLENT.value, Decimal(90)),
    Band(Grade.GOOD.value, Decimal(70)),
    Band(Grade.COMPLETED.value, Decimal(50)),
    Band(Grade.NOT_COMPLETED.value, Decimal(0)),
)
DEFAULT_CONFIDENCE = (
    ConfidenceRule("A", 1, Decimal("0.80"), 30),
    ConfidenceRule("B", 0, Decimal("0.50"), 5),
)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class SetRules:
    """All a score needs to know of a criteria set; compared by identity, so build it once and keep it.

    ``scale`` is what the whole is worth (S6's 100). ``rescale`` False keeps the declared total as denominator
    although criteria are missing. ``carry_months``, ``min_citizen_n`` are S4's, ``min_coverage`` S10's ratio,
    ``min_ranked`` the fewest agencies a ranking is made of. Caps are points, ``None`` = no cap (S7).
    ``indicator_decimals`` rounds a criterion's own points before S6; ``ranks_unrounded`` is S11's exception.
    ``shared`` names the groups whose points are shared equally among the criteria that apply, and how many
    those are. ``over_time`` is ``MEAN_OF_MONTHS`` or empty. The rest is told in ``set_terms``.
    """

    criteria: tuple[CriterionRule, ...]
    groups: tuple[str, ...]
    scale: int = 100
    rescale: bool = True
    carry_months: int = 3
    min_citizen_n: int = 5
    min_coverage: Decimal = Decimal("0.50")
    min_ranked: int = 2
    bands: tuple[Band, ...] = DEFAULT_BANDS
    bonus_cap: Decimal | None = None
    deduction_cap: Decimal | None = None
    knock_out_grade: str = Grade.COMPLETED.value
    ranks_unrounded: bool = False
    indicator_decimals: int | None = None
    confidence: tuple[ConfidenceRule, ...] = DEFAULT_CONFIDENCE
    quotas: tuple[Quota, ...] = field(default=())
    shared: Mapping[str, Decimal] = field(default_factory=dict)
    over_time: str = ""
    conditions: tuple[ConditionRule, ...] = ()
    adjustments: tuple[AdjustmentRule, ...] = ()
    coefficients: tuple[Coefficient, ...] = ()

    def __post_init__(self) -> None:
        """Positions must be 0, 1, 2 … in order: forms and inputs are addressed by them."""
        if [criterion.position for criterion in self.criteria] != list(range(len(self.criteria))):
            raise ValueError("Vị trí của các tiêu chí phải liên tục từ 0.")
        unknown = {criterion.group for criterion in self.criteria} - set(self.groups)
        if unknown:
            raise ValueError(f"Tiêu chí thuộc nhóm không có trong bộ: {', '.join(sorted(unknown))}.")

    @property
    def is_pure_only(self) -> bool:
        """Whether it asks what the arrays of a month do not do (``rules/month``)."""
        judged = any(condition.criterion for condition in self.conditions)
        return bool(self.shared or judged or self.ranks_unrounded) or self.indicator_decimals is not None
