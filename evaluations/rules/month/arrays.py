"""Arrays of whole numbers, and rounding that says where it is not sure."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from evaluations.rules.plan import WIDTH, Plan

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LARGEST = 4_000_000_000_000
"""Up to here a number may be taken by two million and still fit 64 bits, and a float holds it exactly."""

UNSURE = 1e-6
"""How near to a half a float may lie and be trusted; the figures here err by less than a billionth."""


class PlanArrays(NamedTuple):
    """A plan's readings as columns over criterion × source, and what is asked of each criterion."""

    weight: Ints
    least_n: Ints
    oldest: Ints
    line: Ints
    is_bonus: Flags
    units: Ints
    members: Ints


@lru_cache(maxsize=64)
def plan_arrays(plan: Plan) -> PlanArrays:
    """The plan as arrays; ``line`` has one row per coefficient, ``members`` is criterion × group."""
    readings = [reading for criterion in plan.criteria for reading in criterion.readings]
    members = np.zeros((len(plan.criteria), len(plan.members)), np.int64)
    for group, positions in enumerate(plan.members):
        members[list(positions), group] = 1
    return PlanArrays(
        np.array([reading.weight for reading in readings], np.int64),
        np.array([reading.least_n for reading in readings], np.int64),
        np.array([reading.oldest for reading in readings], np.int64),
        np.array([reading.line for reading in readings], np.int64).reshape(-1, 7).T.copy(),
        np.array([criterion.is_bonus for criterion in plan.criteria], np.bool_),
        np.array([criterion.units for criterion in plan.criteria], np.int64),
        members,
    )


def nearest_ints(numerator: Ints, denominator: Ints | int) -> Ints:
    """``rounding.nearest`` for arrays of numbers that are not negative and small enough to be doubled."""
    return (2 * numerator // denominator + 1) >> 1


def nearest_floats(figures: Floats) -> tuple[Ints, Flags]:
    """The nearest whole numbers, and where the figure lies too near a half to be sure of them."""
    raised = figures + 0.5
    rounded = np.floor(raised)
    off = raised - rounded
    return rounded.astype(np.int64), (off < UNSURE) | (off > 1 - UNSURE)


def cells_of(agencies: int, plan: Plan) -> int:
    """How many cells the month has: agency × criterion × source."""
    return agencies * len(plan.criteria) * WIDTH
