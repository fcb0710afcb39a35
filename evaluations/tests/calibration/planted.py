"""Provinces with planted leniency, for the test and for ``./portal bench leniency``."""

from dataclasses import dataclass
from random import Random

from evaluations.rules.calibration.leniency import Judged

SPREAD = 4.0
"""Standard deviation of leniency between heads, in points."""
TRUE, INFLATED = 4.0, 4.0
"""Within a head's people: standard deviations of true quality and of self-flattery, in points."""
GROUP = 3.0
"""Between heads: standard deviation of how high their people score themselves on the whole."""
CHANCE = 4.0


@dataclass(frozen=True)
class Planted:
    """Decided forms, and the leniency that made them, by head."""

    judged: list[Judged[int]]
    truth: dict[int, float]

    def against_mean(self) -> dict[int, float]:
        """The truth as figures state it: against the mean over the forms."""
        mean = sum(self.truth[one.head] for one in self.judged) / len(self.judged)
        return {head: value - mean for head, value in self.truth.items()}


def plant(seed: int, *, heads: int = 130, merit: float = 0.5) -> Planted:
    """``heads`` with 5 to 60 forms each. ``merit`` is which share of the differences between their people's
    levels is true quality; the rest is self-flattery. Within a head's people it is one half.
    """
    random = Random(seed)
    judged, truth = [], {}
    for head in range(heads):
        truth[head] = random.gauss(0, SPREAD)
        group = random.gauss(0, GROUP)
        for _ in range(random.randint(5, 60)):
            flattery = (1 - merit) * group + random.gauss(0, INFLATED)
            quality = merit * group + random.gauss(0, TRUE)
            change = truth[head] - flattery + random.gauss(0, CHANCE)
            judged.append(Judged(head, change, quality + flattery))
    return Planted(judged, truth)
