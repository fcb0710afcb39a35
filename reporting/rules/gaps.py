"""On which criteria the agency's own view differs most from another voice (S13, line by line)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Source
from evaluations.rules.gap import SPEAKS
from evaluations.rules.measures import value_of
from evaluations.rules.results import CriterionScore, SourceScore
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules


class Difference(NamedTuple):
    """Self minus the other voice on one criterion, in points of 100."""

    position: int
    points: Decimal
    own: SourceScore
    theirs: SourceScore


def differences(
    rules: SetRules, criteria: Sequence[CriterionScore], other: str, limit: int = 5
) -> list[Difference]:
    """The criteria on which self lies furthest above ``other``, largest first; at most ``limit``."""
    found = []
    for score in criteria:
        own, theirs = _voice(score, Source.SELF_ASSESSMENT.value), _voice(score, other)
        if own is None or theirs is None:
            continue
        rule = rules.criteria[score.position]
        mine, yours = value_of(rule, own.source, own.n, own.k), value_of(rule, other, theirs.n, theirs.k)
        if mine is not None and yours is not None and mine > yours:
            found.append(Difference(score.position, half_up(100 * (mine - yours)), own, theirs))
    return sorted(found, key=lambda one: (-one.points, one.position))[:limit]


def _voice(score: CriterionScore, source: str) -> SourceScore | None:
    return next((one for one in score.sources if one.source == source and one.status in SPEAKS), None)
