"""S10: coverage, the provisional mark, and confidence A, B or C."""

from collections.abc import Sequence
from decimal import Decimal

from evaluations.enums import Confidence
from evaluations.rules.inputs import Evidence
from evaluations.rules.rounding import MILLION, nearest
from evaluations.rules.set_rules import ConfidenceRule


def coverage_millionths(with_data: int, applicable: int) -> int:
    """Points with data of points applicable, in millionths; 0 where nothing applies."""
    return nearest(MILLION * with_data, applicable) if applicable else 0


def is_provisional(with_data: int, applicable: int, minimum: Decimal) -> bool:
    """Whether too little is covered for a rank; compared exactly, before any rounding."""
    above, below = minimum.as_integer_ratio()
    return with_data == 0 or with_data * below < applicable * above


def confidence_of(evidence: Evidence, rules: Sequence[ConfidenceRule]) -> str:
    """The first mark whose every threshold is met, else C.

    Ratings are not asked of an agency without citizens (``ratings`` None); a response rate without anybody
    expected is none at all and meets only a threshold of 0.
    """
    for rule in rules:
        above, below = rule.min_response.as_integer_ratio()
        met = evidence.submitted * below >= above * evidence.expected
        responded = met if evidence.expected else not above
        rated = evidence.ratings is None or evidence.ratings >= rule.min_ratings
        if evidence.visits >= rule.min_visits and responded and rated:
            return rule.mark
    return Confidence.C.value
