"""S13 for a month: the gap index of every agency against one other voice."""

import numpy as np

from evaluations.rules.gap import CITIZEN, SELF, SPEAKING
from evaluations.rules.month.arrays import Flags, Ints, nearest_floats, plan_arrays
from evaluations.rules.month.readings import Readings
from evaluations.rules.plan import SLOT_OF, WIDTH, Plan


def month_gaps(plan: Plan, readings: Readings, agencies: int, other: str) -> tuple[Ints, Flags, Flags]:
    """By agency the gap in hundredths of a point, whether there is one, and where it is not sure."""
    values = np.zeros((agencies, len(plan.criteria), WIDTH))
    speaks = np.zeros(values.shape, np.bool_)
    values.reshape(-1)[readings.cell] = readings.above / readings.below
    speaks.reshape(-1)[readings.cell] = np.isin(readings.standing, SPEAKING)
    theirs = SLOT_OF[other]
    if theirs == CITIZEN:
        speaks[:, sorted(plan.by_cases), theirs] = False
    units = plan_arrays(plan).units * (speaks[:, :, SELF] & speaks[:, :, theirs])
    points = units.sum(axis=1)
    difference = (units * (values[:, :, SELF] - values[:, :, theirs])).sum(axis=1)
    cents, unsure = nearest_floats(10_000 * abs(difference) / np.maximum(points, 1))
    return np.where(difference < 0, -cents, cents), points > 0, unsure
