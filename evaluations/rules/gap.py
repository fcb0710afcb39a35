"""S13: the gap index: how far the agency's own view lies above the inspection and above the citizens."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import NamedTuple

from evaluations.enums import Source
from evaluations.rules.measures import read
from evaluations.rules.plan import SLOT_OF, Plan, plan_of
from evaluations.rules.results import COUNTED, NO_WEIGHT, CriterionScore, SourceScore
from evaluations.rules.rounding import WORKING, half_up
from evaluations.rules.set_rules import SetRules

SELF = Source.SELF_ASSESSMENT.value

SPEAKS = (COUNTED, NO_WEIGHT)
"""A source whose weight is 0 does not score, yet its view is comparable; too few or lapsed ones are not."""


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
    """A criterion of which both speak: its points, the exact difference, and n on each side."""

    points: Decimal
    difference: Decimal
    self_n: int
    other_n: int


def gap(rules: SetRules, criteria: Sequence[CriterionScore], other: str) -> Gap:
    """The mean difference over criteria both speak to, weighted by points, half up to 0.01 (S13)."""
    return _gap(str(other), _pairs(rules, criteria, (str(other),))[str(other)])


def gaps(rules: SetRules, criteria: Sequence[CriterionScore]) -> tuple[Gap, Gap]:
    """Self against inspection, and self against citizens."""
    others = (Source.INSPECTION.value, Source.CITIZEN.value)
    pairs = _pairs(rules, criteria, others)
    return _gap(others[0], pairs[others[0]]), _gap(others[1], pairs[others[1]])


def _pairs(
    rules: SetRules, criteria: Sequence[CriterionScore], others: Sequence[str]
) -> dict[str, list[Pair]]:
    """One walk over the criteria for all the voices that self is held against."""
    plan = plan_of(rules)
    pairs: dict[str, list[Pair]] = {other: [] for other in others}
    with localcontext(WORKING):
        for position, _, _, _, _, sources, _ in criteria:
            voices = {source[0]: source for source in sources if source[1] in SPEAKS}
            own = voices.get(SELF)
            if own is None:
                continue
            for other in others:
                theirs = voices.get(other)
                if theirs is not None:
                    difference = _exact(plan, position, own) - _exact(plan, position, theirs)
                    points = rules.criteria[position].max_points
                    pairs[other].append(Pair(points, difference, own.n, theirs.n))
    return pairs


def _exact(plan: Plan, position: int, voice: SourceScore) -> Decimal:
    line = plan.criteria[position].readings[SLOT_OF[voice.source]].line
    numerator, denominator = read(line, voice.n, voice.k)
    return Decimal(numerator) / denominator


def _gap(other: str, pairs: Sequence[Pair]) -> Gap:
    return Gap(
        other,
        _weighted_difference(pairs),
        len(pairs),
        sum(pair.self_n for pair in pairs),
        sum(pair.other_n for pair in pairs),
    )


def _weighted_difference(pairs: Sequence[Pair]) -> Decimal | None:
    if not pairs:
        return None
    with localcontext(WORKING):
        points = sum((pair.points for pair in pairs), Decimal(0))
        difference = sum((pair.points * pair.difference for pair in pairs), Decimal(0))
        return half_up(100 * difference / points) + 0
