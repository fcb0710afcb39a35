"""Versions of the scoring rules: a closed period is recomputed by the rules that scored it (S16).

A change of the rules that moves any figure of any closed period is a new version: the old way of scoring
stays here beside the new one. Golden files hold each version to its figures.
"""

from collections.abc import Callable, Mapping, Sequence

from evaluations.rules.month import MonthScore, score_month
from evaluations.rules.month.scored import AgencyInputs
from evaluations.rules.set_rules import SetRules

Scorer = Callable[[SetRules, Sequence[AgencyInputs]], list[MonthScore]]

CURRENT = 1
"""The version by which open periods are scored and the next one is closed."""

_SCORERS: Mapping[int, Scorer] = {1: score_month}


def scorer(version: int) -> Scorer:
    """How that version scores agencies of one set. Raises KeyError for a version this code does not know."""
    return _SCORERS[version]
