"""What a set may say beside criteria and bands: conditions, lines by fact, coefficients, time (S7, S9)."""

from dataclasses import dataclass
from decimal import Decimal

MEAN_OF_MONTHS = "mean_of_months"
"""A quarter's or a year's figure is the mean of its months' (NĐ 335/2025); without it, scored by itself."""


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """How a condition of a band is answered (S9); ``name`` is the sentence that the bands and the page use.

    By a ``fact`` that the portal gathers (``rules.conditions.FACTS``), or by a ``criterion`` of the set whose
    value in [0, 1] is ``at_least`` so much; by neither, a person must confirm it and it stays open.
    """

    name: str
    fact: str = ""
    criterion: str = ""
    at_least: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class AdjustmentRule:
    """Points for each verified case of a fact (S7): ``fact`` names it (``rules.conditions.COUNTS``)."""

    kind: str
    fact: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Which share of the task points from ``lower`` on stand for: from ``at_least`` to ``at_most`` per cent.

    Circular 01/2018: 5 points and more are 100 %, 3.5 to below 5 are 70 to below 100 %. ``scored_on`` is what
    the points are summed over ("dossier").
    """

    scored_on: str
    lower: Decimal
    at_least: Decimal
    at_most: Decimal
    label: str = ""
