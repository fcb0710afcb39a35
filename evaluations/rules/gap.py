"""S13: the gap index: how far the agency's own view lies above the inspection and above the citizens."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from evaluations.enums import Source
from evaluations.rules.measures import line_for, read
from evaluations.rules.results import COUNTED, NO_WEIGHT, CriterionScore, SourceScore
from evaluations.rules.rounding import WORKING, half_up
from evaluations.rules.set_rules import CriterionRule, SetRules

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


def gap(rules: SetRules, criteria: Sequence[CriterionScore], other: str) -> Gap:
    """The mean difference over the criteria both speak to, by their points, half up to 0.01 (S13)."""
    pairs = [
        (rules.criteria[score.position], own, theirs)
        for score in criteria
        if (own := _voice(score, Source.SELF_ASSESSMENT)) and (theirs := _voice(score, other))
    ]
    return Gap(
        str(other),
        _weighted_difference(pairs),
        len(pairs),
        sum(own.n for _, own, _ in pairs),
        sum(theirs.n for _, _, theirs in pairs),
    )


def gaps(rules: SetRules, criteria: Sequence[CriterionScore]) -> tuple[Gap, Gap]:
    """Self against inspection, and self against citizens."""
    return gap(rules, criteria, Source.INSPECTION.value), gap(rules, criteria, Source.CITIZEN.value)


def _voice(score: CriterionScore, source: str) -> SourceScore | None:
    return next((s for s in score.sources if s.source == source and s.status in SPEAKS), None)


def _weighted_difference(pairs: Sequence[tuple[CriterionRule, SourceScore, SourceScore]]) -> Decimal | None:
    if not pairs:
        return None
    with localcontext(WORKING):
        points = sum((rule.max_points for rule, _, _ in pairs), Decimal(0))
        difference = sum(
            (rule.max_points * (_exact(rule, own) - _exact(rule, theirs)) for rule, own, theirs in pairs),
            Decimal(0),
        )
        return half_up(100 * difference / points) + 0


def _exact(rule: CriterionRule, score: SourceScore) -> Decimal:
    numerator, denominator = read(line_for(rule, score.source), score.n, score.k)
    return Decimal(numerator) / denominator
