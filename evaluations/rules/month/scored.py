"""The month put together: S1–S10 and S13 for every agency, packed for storing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

import numpy as np

from evaluations.enums import NotApplicable, Source
from evaluations.rules.gap import gap, gaps
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.month.arrays import Ints, nearest_ints, plan_arrays
from evaluations.rules.month.gaps import month_gaps
from evaluations.rules.month.points import Points, Shared, contributions, share_month
from evaluations.rules.month.readings import Readings, read_month
from evaluations.rules.outline import value_outline
from evaluations.rules.plan import WIDTH, Plan, plan_of
from evaluations.rules.results import (
    BONUS,
    NO_DATA,
    SCORED,
    STATES,
    AgencyScore,
    GroupScore,
    pack,
    packed,
    unpack_criteria,
)
from evaluations.rules.rounding import MILLION, from_cents
from evaluations.rules.score import Covered, bonus_line, conclude, score_agency
from evaluations.rules.set_rules import SetRules

FEW = 4
"""So few agencies are scored sooner one by one than by arrays."""

VOICES = (Source.INSPECTION.value, Source.CITIZEN.value)


class AgencyInputs(Protocol):
    """What is known of one agency in the month; ``gather.month.AgencyMonth`` is one."""

    @property
    def inputs(self) -> Sequence[SourceInput]: ...
    @property
    def not_applicable(self) -> Mapping[int, str]: ...
    @property
    def knock_outs(self) -> Sequence[KnockOut]: ...
    @property
    def evidence(self) -> Evidence: ...


class MonthScore(NamedTuple):
    """One agency's score: the head without criteria, the whole packed, values in per cent, gaps (S13)."""

    head: AgencyScore
    packed: dict[str, Any]
    values: Sequence[int | None]
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None


def score_month(rules: SetRules, months: Sequence[AgencyInputs]) -> list[MonthScore]:
    """Score agencies of one set together: the figures of ``score_agency`` and ``gaps`` for each.

    A few agencies, sets that round an indicator first or rank on the unrounded total, inputs linked to rows,
    and numbers beyond 64 bits take the pure path.
    """
    plan = plan_of(rules)
    if len(months) > FEW and rules.indicator_decimals is None and not rules.ranks_unrounded:
        readings = read_month(plan, [month.inputs for month in months])
        shared = readings and share_month(rules, plan, readings, [month.not_applicable for month in months])
        if readings and shared:
            return _by_arrays(rules, plan, months, readings, shared)
    return [_purely(rules, month) for month in months]


def _purely(rules: SetRules, month: AgencyInputs) -> MonthScore:
    score = score_agency(
        rules,
        month.inputs,
        knock_outs=month.knock_outs,
        not_applicable=month.not_applicable,
        evidence=month.evidence,
    )
    inspected, rated = gaps(rules, score.criteria)
    return MonthScore(score, pack(score), value_outline(score), inspected.points, rated.points)


def _by_arrays(
    rules: SetRules, plan: Plan, months: Sequence[AgencyInputs], readings: Readings, shared: Shared
) -> list[MonthScore]:
    points = contributions(rules, readings, shared)
    groups = _groups(rules, plan, shared, points)
    criteria, values = _criterion_columns(rules, plan, months, readings, shared, points)
    sources = _source_columns(readings, points, len(months), len(plan.criteria))
    covered = map(Covered, shared.with_data.tolist(), shared.applicable.tolist())
    bonuses = _bonuses(rules, plan, readings, shared)
    scores = []
    for agency, (month, of_groups, cover) in enumerate(zip(months, groups, covered, strict=True)):
        lines = bonuses[agency]
        head = conclude(rules, of_groups, cover, lines, month.knock_outs, evidence=month.evidence)
        scores.append((head, packed(head, criteria[agency], sources[agency]), values[agency]))
    found = [_gaps(rules, plan, readings, scores, voice) for voice in VOICES]
    return [MonthScore(*score, *both) for score, *both in zip(scores, *found, strict=True)]


def _bonuses(rules: SetRules, plan: Plan, readings: Readings, shared: Shared) -> dict[int, list[Adjustment]]:
    """By agency the lines of S7 that its bonus criteria bring."""
    lines: dict[int, list[Adjustment]] = defaultdict(list)
    earned = np.flatnonzero(shared.has_data & ~shared.skipped & plan_arrays(plan).is_bonus)
    for at, (_, blend) in zip(earned.tolist(), readings.blends(earned), strict=True):
        agency, position = divmod(at, len(plan.criteria))
        lines[agency] += bonus_line(rules, plan, position, blend)
    return lines


def _full_marks(rules: SetRules, plan: Plan, shared: Shared) -> tuple[Ints, Ints]:
    """Where what does not apply has full marks all the same (S5), and what they are in hundredths."""
    kept = np.array([c.not_applicable == NotApplicable.FULL_MARKS and not c.is_bonus for c in plan.criteria])
    where = shared.skipped & kept & (shared.with_data > 0)[:, None]
    available = np.maximum(shared.available, 1)[:, None]
    return where, nearest_ints(100 * rules.scale * shared.units, available) * where


def _groups(rules: SetRules, plan: Plan, shared: Shared, points: Points) -> list[tuple[GroupScore, ...]]:
    """Exact sums of the rounded contributions, group by group (S6)."""
    members = plan_arrays(plan).members
    full, marks = _full_marks(rules, plan, shared)
    columns = [
        (points.possible + marks) @ members,
        (points.cents.reshape(full.shape) + marks) @ members,
        (shared.scored | full).astype(np.int64) @ members,
        members.sum(axis=0) - shared.skipped.astype(np.int64) @ members,
    ]
    return [
        tuple(
            GroupScore(code, possible, cents if scored else None, scored, applicable)
            for code, possible, cents, scored, applicable in zip(rules.groups, *of_agency, strict=True)
        )
        for of_agency in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _criterion_columns(
    rules: SetRules,
    plan: Plan,
    months: Sequence[AgencyInputs],
    readings: Readings,
    shared: Shared,
    points: Points,
) -> tuple[list[list[Any]], list[list[int | None]]]:
    """By agency the packed columns of its criteria, and their values in whole per cent; None = no data."""
    full, marks = _full_marks(rules, plan, shared)
    given = shared.scored | full
    millionths = points.millionths.reshape(given.shape) + MILLION * full
    spoken = np.bincount(readings.cell // WIDTH, minlength=given.size).reshape(given.shape)
    columns = [
        _states(plan, shared).tolist(),
        (points.possible + marks).tolist(),
        _or_none(points.cents.reshape(given.shape) + marks, given),
        _or_none(millionths, given),
        spoken.tolist(),
        [_reasons(plan, month) for month in months],
    ]
    values = _or_none(nearest_ints(100 * millionths, MILLION), given)
    return [list(of_agency) for of_agency in zip(*columns, strict=True)], values


def _or_none(figures: Ints, given: Ints) -> list[list[int | None]]:
    cells = figures.astype(object)
    cells[~given] = None
    rows: list[list[int | None]] = cells.tolist()
    return rows


def _states(plan: Plan, shared: Shared) -> Ints:
    """A bonus, what does not apply by its treatment, what has no data, and the rest is scored."""
    treatment = np.array([STATES.index(c.not_applicable) for c in plan.criteria])
    bonus, no_data, scored = (STATES.index(state) for state in (BONUS, NO_DATA, SCORED))
    return np.select(
        [np.broadcast_to(plan_arrays(plan).is_bonus, shared.skipped.shape), shared.skipped, ~shared.has_data],
        [bonus, np.broadcast_to(treatment, shared.skipped.shape), no_data],
        scored,
    )


def _reasons(plan: Plan, month: AgencyInputs) -> dict[str, str]:
    return {
        str(position): reason
        for position, reason in sorted(month.not_applicable.items())
        if reason and position not in plan.bonuses
    }


def _source_columns(readings: Readings, points: Points, agencies: int, criteria: int) -> list[list[Any]]:
    """By agency the packed columns of its sources."""
    millionths = nearest_ints(MILLION * readings.above, readings.below)
    columns = [
        column.tolist()
        for column in (
            readings.cell % WIDTH,
            readings.standing,
            readings.weight,
            readings.n,
            readings.k,
            readings.age,
            millionths,
            points.given,
        )
    ]
    ends = np.searchsorted(readings.cell, np.arange(agencies + 1) * criteria * WIDTH).tolist()
    return [
        [*(column[first:last] for column in columns), {}] for first, last in zip(ends, ends[1:], strict=False)
    ]


def _gaps(
    rules: SetRules, plan: Plan, readings: Readings, scores: Sequence[Any], voice: str
) -> list[Decimal | None]:
    """The gap against one voice by agency; where floats are not sure, the pure rule decides."""
    cents, present, unsure = (column.tolist() for column in month_gaps(plan, readings, len(scores), voice))
    found: list[Decimal | None] = []
    for at, (_, packed_score, _) in enumerate(scores):
        if present[at] and unsure[at]:
            found.append(gap(rules, unpack_criteria(packed_score), voice).points)
        else:
            found.append(from_cents(cents[at]) if present[at] else None)
    return found
