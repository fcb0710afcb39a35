"""A criteria set prepared for scoring: everything that does not depend on the agency, worked out once."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from evaluations.enums import Source
from evaluations.rules.measures import Line, least_n, line_for
from evaluations.rules.set_rules import SOURCES, CriterionRule, SetRules

WIDTH = len(SOURCES)
SLOT_OF = {source: index for index, source in enumerate(SOURCES)}


class ReadingPlan(NamedTuple):
    """How one source of one criterion is read: its weight, the least n, the oldest age, the line of S2.

    Most lines are plain shares k / (share·n), which need no more than that; ``share`` is 0 for the others.
    """

    slot: int
    weight: int
    least_n: int
    oldest: int
    share: int
    line: Line


class CriterionPlan(NamedTuple):
    """One criterion: whole ``units`` of points, where it stands, how each source is read."""

    position: int
    group: int
    units: int
    is_bonus: bool
    not_applicable: str
    readings: tuple[ReadingPlan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A set: points are whole numbers of ``unit`` per point, so that no sum ever rounds.

    ``by_cases`` are the positions to which citizens speak by their cases: a count, no view to compare (S13).
    ``shared`` are by group the units shared equally among those that apply; 0 = each has its own.
    """

    unit: int
    criteria: tuple[CriterionPlan, ...]
    members: tuple[tuple[int, ...], ...]
    bonuses: tuple[int, ...]
    declared_units: int
    by_cases: frozenset[int] = frozenset()
    shared: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def plan_of(rules: SetRules) -> Plan:
    """The plan of a set; kept by identity, so the same ``SetRules`` object is planned once."""
    worth = _worth(rules)
    unit = lcm(1, *(points.denominator for points in worth))
    criteria = tuple(
        _plan_criterion(rules, criterion, int(points * unit))
        for criterion, points in zip(rules.criteria, worth, strict=True)
    )
    members = tuple(
        tuple(c.position for c in criteria if c.group == group and not c.is_bonus)
        for group in range(len(rules.groups))
    )
    declared = sum(c.units for c in criteria if not c.is_bonus)
    bonuses = tuple(c.position for c in criteria if c.is_bonus)
    by_cases = frozenset(c.position for c in rules.criteria if c.params.citizen_reads == "cases")
    shared = tuple(int(rules.shared.get(group, 0) * unit) for group in rules.groups)
    return Plan(unit, criteria, members, bonuses, declared, by_cases, shared)


def _worth(rules: SetRules) -> list[Fraction]:
    """Points of each criterion where all of them apply: its own, or its equal part of its group's."""
    members = Counter(c.group for c in rules.criteria if not c.is_bonus)
    return [
        Fraction(rules.shared[c.group]) / members[c.group]
        if c.group in rules.shared and not c.is_bonus
        else Fraction(c.max_points)
        for c in rules.criteria
    ]


def _plan_criterion(rules: SetRules, criterion: CriterionRule, units: int) -> CriterionPlan:
    return CriterionPlan(
        criterion.position,
        rules.groups.index(criterion.group),
        units,
        criterion.is_bonus,
        str(criterion.not_applicable),
        tuple(_plan_reading(rules, criterion, source) for source in SOURCES),
    )


def _plan_reading(rules: SetRules, criterion: CriterionRule, source: str) -> ReadingPlan:
    line = line_for(criterion, source)
    return ReadingPlan(
        SLOT_OF[source],
        criterion.weights.get(source, 0),
        least_n(criterion, source, rules.min_citizen_n),
        rules.carry_months if source == Source.INSPECTION else 0,
        line.c if line == Line(1, 0, 0, line.c, 0) else 0,
        line,
    )
