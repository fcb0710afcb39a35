"""What a criterion is worth after S5, and by what everything is divided (S6), read back from a score."""

from dataclasses import dataclass
from fractions import Fraction

from evaluations.rules.blending import share_points
from evaluations.rules.plan import plan_of
from evaluations.rules.restated import skipped
from evaluations.rules.results import SCORED, AgencyScore
from evaluations.rules.set_rules import SetRules


@dataclass(frozen=True, slots=True)
class Worth:
    """Points by position as the set declares them and after S5, and the points that have data (S6)."""

    declared: tuple[Fraction, ...]
    applied: tuple[Fraction, ...]
    available: Fraction
    applicable: Fraction
    with_data: Fraction


def worth_of(rules: SetRules, score: AgencyScore) -> Worth:
    """The points that a score was made with; a set that does not rescale divides by all it declares."""
    plan, absent = plan_of(rules), skipped(score.criteria)
    shares = share_points(plan, frozenset(absent))
    scored = [one.position for one in score.criteria if one.state == SCORED]
    with_data = sum(shares.units[at] for at in scored)
    declared = tuple(Fraction(one.units, plan.unit) for one in plan.criteria)
    asked = [c.position for c in plan.criteria if not c.is_bonus and c.position not in absent]
    if rules.rescale:
        available = Fraction(with_data + sum(shares.units[at] for at in absent), shares.unit)
    else:
        available = Fraction(plan.declared_units, plan.unit)
    return Worth(
        declared,
        tuple(Fraction(units, shares.unit) for units in shares.units),
        available,
        Fraction(sum(shares.units[at] for at in asked), shares.unit),
        Fraction(with_data, shares.unit),
    )
