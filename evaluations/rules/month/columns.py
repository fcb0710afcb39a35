"""The columns of a month by agency: its groups, its criteria and its sources, as they are stored (S5, S6)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evaluations.enums import NotApplicable
from evaluations.rules.month.arrays import Flags, Ints, nearest_ints, plan_arrays
from evaluations.rules.month.points import Points, Shared
from evaluations.rules.month.readings import Readings
from evaluations.rules.plan import WIDTH, Plan
from evaluations.rules.results import BONUS, NO_DATA, SCORED, STATES, GroupScore
from evaluations.rules.rounding import MILLION
from evaluations.rules.set_rules import SetRules


def _full_marks(rules: SetRules, plan: Plan, shared: Shared) -> tuple[Flags, Ints]:
    """Where what does not apply has full marks all the same (S5), and what they are in hundredths."""
    kept = np.array([c.not_applicable == NotApplicable.FULL_MARKS and not c.is_bonus for c in plan.criteria])
    where = shared.skipped & kept & (shared.with_data > 0)[:, None]
    available = np.maximum(shared.available, 1)[:, None]
    return where, nearest_ints(100 * rules.scale * shared.units, available) * where


def group_scores(rules: SetRules, plan: Plan, shared: Shared, points: Points) -> list[tuple[GroupScore, ...]]:
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


def criterion_columns(
    rules: SetRules,
    plan: Plan,
    skipped: Sequence[Mapping[int, str]],
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
        [_reasons(plan, reasons) for reasons in skipped],
    ]
    values = _or_none(nearest_ints(100 * millionths, MILLION), given)
    return [list(of_agency) for of_agency in zip(*columns, strict=True)], values


def _or_none(figures: Ints, given: Flags) -> list[list[int | None]]:
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


def _reasons(plan: Plan, skipped: Mapping[int, str]) -> dict[str, str]:
    return {
        str(position): reason
        for position, reason in sorted(skipped.items())
        if reason and position not in plan.bonuses
    }


def source_columns(readings: Readings, points: Points, agencies: int, criteria: int) -> list[list[Any]]:
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
