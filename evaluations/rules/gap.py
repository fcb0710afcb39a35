"""S13: the gap index: how far the agency's own view lies above the inspection and above the citizens."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from typing import NamedTuple

from evaluations.enums import Source
from evaluations.rules.measures import read
from evaluations.rules.plan import SLOT_OF, Plan, plan_of
from evaluations.rules.results import COUNTED, NO_WEIGHT, STATUSES, CriterionScore, SourceScore
from evaluations.rules.rounding import from_cents, nearest
from evaluations.rules.set_rules import SetRules

SELF = SLOT_OF[Source.SELF_ASSESSMENT.value]

CITIZEN = SLOT_OF[Source.CITIZEN.value]

SPEAKS = (COUNTED, NO_WEIGHT)
"""A source whose weight is 0 does not score, yet its view is comparable; too few or lapsed ones are not."""

SPEAKING = tuple(STATUSES.index(status) for status in SPEAKS)


@dataclass(frozen=True, slots=True)
class Gap:
    """Self minus the other voice, in points of 100 (two decimals), positive where self is higher.

    ``points`` None where no criterion has both. n on each side are the forms and the observations or answers.
    """

    other: str
    points: Decimal | None
    criteria: int
    self_n: int
    other_n: int


class Pair(NamedTuple):
    """A criterion of which both speak."""

    position: int
    own: SourceScore
    theirs: SourceScore


def gap(rules: SetRules, criteria: Sequence[CriterionScore], other: str) -> Gap:
    """The mean difference over criteria both speak to, weighted by points, half up to 0.01 (S13)."""
    return _gap(rules, str(other), _pairs(criteria, (SLOT_OF[other],), plan_of(rules).by_cases)[0])


def gaps(rules: SetRules, criteria: Sequence[CriterionScore]) -> tuple[Gap, Gap]:
    """Self against inspection, and self against citizens."""
    inspection, citizen = Source.INSPECTION.value, Source.CITIZEN.value
    inspected, rated = _pairs(criteria, (SLOT_OF[inspection], SLOT_OF[citizen]), plan_of(rules).by_cases)
    return _gap(rules, inspection, inspected), _gap(rules, citizen, rated)


def _pairs(
    criteria: Sequence[CriterionScore], others: Sequence[int], by_cases: frozenset[int]
) -> list[list[Pair]]:
    """One walk over the criteria for all the voices that self is held against.

    Citizens' cases are counted, not rated: no view that could be compared.
    """
    pairs: list[list[Pair]] = [[] for _ in others]
    for position, _, _, _, _, sources, _ in criteria:
        voices = {source[0]: source for source in sources if source[1] in SPEAKING}
        own = voices.get(SELF)
        if own is None:
            continue
        for found, other in zip(pairs, others, strict=True):
            theirs = voices.get(other)
            if theirs is not None and not (other == CITIZEN and position in by_cases):
                found.append(Pair(position, own, theirs))
    return pairs


def _gap(rules: SetRules, other: str, pairs: Sequence[Pair]) -> Gap:
    return Gap(
        other,
        _weighted_difference(plan_of(rules), pairs),
        len(pairs),
        sum(pair.own.n for pair in pairs),
        sum(pair.theirs.n for pair in pairs),
    )


def _weighted_difference(plan: Plan, pairs: Sequence[Pair]) -> Decimal | None:
    """Σ points · (own − theirs) / Σ points, exact until it is rounded: fractions are added by denominator."""
    over: defaultdict[int, int] = defaultdict(int)
    points = 0
    for position, own, theirs in pairs:
        _, _, units, _, _, readings = plan.criteria[position]
        above, below = read(readings[own[0]][5], own[3], own[4])
        over[below] += units * above
        above, below = read(readings[theirs[0]][5], theirs[3], theirs[4])
        over[below] -= units * above
        points += units
    if not points:
        return None
    common = lcm(*over)
    difference = sum(above * (common // below) for below, above in over.items())
    cents = nearest(10_000 * abs(difference), common * points)
    return from_cents(-cents if difference < 0 else cents)
