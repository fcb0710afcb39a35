"""Heads against the inspection of the same agency, on the criteria of which both speak.

The second figure of leniency (docs/decisions/head-leniency.md): it needs no assumption about self-scores, but
there is one inspection where there are fifty forms, so its interval is wide and shown.
"""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from evaluations.rules.calibration.leniency import SURE
from evaluations.rules.calibration.voices import HEAD, INSPECTION, Line
from evaluations.rules.set_rules import SetRules


class Against(NamedTuple):
    """Head's scores − inspection in points of 100: positive, the head saw more than the inspection found.

    ``error`` is the standard error by the inspection's own n; ``observations`` and ``forms`` are summed.
    """

    points: float
    error: float
    criteria: int
    observations: int
    forms: int

    @property
    def interval(self) -> tuple[float, float]:
        """Ends of the 95 % interval, in points."""
        return self.points - SURE * self.error, self.points + SURE * self.error


def against_inspection(rules: SetRules, found: Sequence[Line]) -> Against | None:
    """The mean difference weighted by points; None where no criterion has both voices."""
    whole = moved = variance = 0.0
    criteria = observations = forms = 0
    for line in found:
        difference = line.difference(HEAD, INSPECTION)
        weight = float(rules.criteria[line.position].max_points)
        if difference is None or not weight:
            continue
        seen = line.voices[INSPECTION]
        # Laplace's (k + 1) / (n + 2): a perfect share of three cases is not known without error
        share = (float(seen.points or 0) / 100 * seen.n + 1) / (seen.n + 2)
        whole += weight
        moved += weight * float(difference)
        variance += (weight * 100) ** 2 * share * (1 - share) / seen.n
        criteria, observations = criteria + 1, observations + seen.n
        forms = max(forms, line.voices[HEAD].n)
    if not whole:
        return None
    return Against(moved / whole, sqrt(variance) / whole, criteria, observations, forms)
