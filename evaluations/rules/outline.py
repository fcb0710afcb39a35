"""The small outline of a score that lists and the heat map read instead of the whole breakdown."""

from decimal import Decimal

from evaluations.rules.results import AgencyScore
from evaluations.rules.rounding import MILLION, nearest


def group_outline(score: AgencyScore) -> dict[str, list[int | None]]:
    """Per group its points and what its scored criteria could have given, in hundredths; None = no data."""
    return {group.code: [group.cents, group.possible_cents] for group in score.groups}


def value_outline(score: AgencyScore) -> tuple[int | None, ...]:
    """Each criterion's value as a whole per cent, half up, in order of position; None = no data."""
    return tuple(
        None if criterion.millionths is None else nearest(100 * criterion.millionths, MILLION)
        for criterion in score.criteria
    )


def from_outline(cents: int | None) -> Decimal | None:
    """A group's points back from the outline, with two decimals."""
    return None if cents is None else Decimal(cents).scaleb(-2)
