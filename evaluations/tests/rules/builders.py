"""Small criteria sets for the tests of the rules."""

from decimal import Decimal
from typing import Any

from evaluations.rules.set_rules import CriterionRule, MeasureParams, SetRules

INSPECTED = {"inspection": 100}


def criterion(position: int = 0, **given: Any) -> CriterionRule:
    """A ratio criterion of one point that inspections alone speak to, unless told otherwise."""
    params = {name: given.pop(name) for name in list(given) if name in MeasureParams.__slots__}
    told = {
        "code": f"C-{position}",
        "group": "A",
        "measure": "ratio",
        "max_points": Decimal(1),
        "weights": INSPECTED,
        "params": MeasureParams(**params),
        **given,
    }
    return CriterionRule(position=position, **told)


def rules(*criteria: CriterionRule, **settings: Any) -> SetRules:
    """A set of these criteria, its groups in the order they appear."""
    groups = tuple(dict.fromkeys(c.group for c in criteria))
    return SetRules(criteria=criteria, groups=groups, **settings)
