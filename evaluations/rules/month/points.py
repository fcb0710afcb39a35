"""S3, S5 and S6 for a month: blended values, shared points and contributions in hundredths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluations.rules.blending import share_points
from evaluations.rules.contribution import score_criterion
from evaluations.rules.month.arrays import (
    LARGEST,
    Flags,
    Floats,
    Ints,
    nearest_floats,
    nearest_ints,
    plan_arrays,
)
from evaluations.rules.month.readings import Readings
from evaluations.rules.plan import WIDTH, Plan
from evaluations.rules.rounding import MILLION
from evaluations.rules.set_rules import SetRules


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The points of a month after S5, agency × criterion, and what of them has data and applies."""

    units: Ints
    skipped: Flags
    has_data: Flags
    scored: Flags
    with_data: Ints
    applicable: Ints
    available: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Contributions of a month by agency × criterion, the last two flat; ``given`` is of each reading."""

    possible: Ints
    cents: Ints
    millionths: Ints
    given: Ints


def share_month(
    rules: SetRules, plan: Plan, readings: Readings, skipped: Sequence[Mapping[int, str]]
) -> Shared | None:
    """Share out the points of every agency (S5); None where a number is too large for arrays."""
    arrays = plan_arrays(plan)
    shape = (len(skipped), len(plan.criteria))
    shares = [share_points(plan, frozenset(reasons)) for reasons in skipped]
    units = np.array([share.units for share in shares], np.int64).reshape(shape)
    if float(units.max(initial=0)) * shape[1] * 200 * rules.scale > LARGEST:
        return None
    missing = np.zeros(shape, np.bool_)
    for agency, reasons in enumerate(skipped):
        missing[agency, list(reasons)] = True
    weights = np.bincount(
        readings.cell // WIDTH, readings.weight * readings.counted, minlength=shape[0] * shape[1]
    )
    has_data = weights.reshape(shape) > 0
    asked = ~missing & ~arrays.is_bonus
    with_data = (units * (asked & has_data)).sum(axis=1)
    if rules.rescale:
        available = with_data + (units * missing).sum(axis=1)
    else:
        available = plan.declared_units * np.array([share.unit // plan.unit for share in shares], np.int64)
    applicable = (units * asked).sum(axis=1)
    return Shared(units, missing, has_data, asked & has_data, with_data, applicable, available)


def contributions(rules: SetRules, readings: Readings, shared: Shared) -> Points:
    """What every criterion and every reading brings (S6), and every blended value (S3).

    Each source gets the growth of the rounded running sum, as in ``contribution.score_criterion``, which
    decides wherever a float would have to guess.
    """
    worth = 100 * rules.scale
    available = np.maximum(shared.available, 1)[:, None]
    possible = nearest_ints(worth * shared.units, available) * shared.scored
    running, weights = _running(readings, shared)
    value = running[:, -1] / weights
    reached, doubtful = nearest_floats(
        (worth * shared.units / available).reshape(-1, 1) * running / weights[:, None]
    )
    millionths, doubted = nearest_floats(MILLION * value)
    scored = shared.scored.reshape(-1)
    given = np.diff(reached, axis=1, prepend=0) * scored[:, None]
    points = Points(possible, reached[:, -1] * scored, millionths * scored, given.reshape(-1)[readings.cell])
    _decide(worth, readings, shared, points, np.flatnonzero((doubtful.any(axis=1) | doubted) & scored))
    return points


def _running(readings: Readings, shared: Shared) -> tuple[Floats, Floats]:
    """By agency and criterion the running sums of weight × value over the sources, and their whole weight."""
    grid = np.zeros((shared.units.size, WIDTH))
    weight = readings.weight * readings.counted
    grid.reshape(-1)[readings.cell] = weight * readings.above / readings.below
    weights = np.bincount(readings.cell // WIDTH, weight, minlength=shared.units.size)
    return np.cumsum(grid, axis=1), np.maximum(weights, 1)


def _decide(worth: int, readings: Readings, shared: Shared, points: Points, doubtful: Ints) -> None:
    """Put the exact figures where the floats were not sure."""
    criteria = shared.units.shape[1]
    for at, (first, blend) in zip(doubtful.tolist(), readings.blends(doubtful), strict=True):
        agency, position = divmod(at, criteria)
        units, available = int(shared.units[agency, position]), int(shared.available[agency])
        exact = score_criterion(position, blend, worth * units, available)
        points.cents[at], points.millionths[at] = exact.cents or 0, exact.millionths or 0
        points.given[first : first + len(exact.sources)] = [source.cents for source in exact.sources]
