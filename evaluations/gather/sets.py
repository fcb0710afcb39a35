"""Criteria sets as the rules see them. A published set never changes, so each process keeps it by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from evaluations.models import CriteriaSet, Period, PeriodSet
from evaluations.rules.set_codec import params_from_json, rules_from_settings
from evaluations.rules.set_rules import CriterionRule, SetRules

ZERO = Decimal(0)
"""Points of a criterion to which the source gives none; such a set is for reference and never scores."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSet:
    """A set with its rules, the position of each code, and how many criteria are asked of people."""

    set_id: int
    rules: SetRules
    positions: Mapping[str, int]
    people_count: int


@lru_cache(maxsize=64)
def load_set(set_id: int) -> LoadedSet:
    """The rules of one published set; raises CriteriaSet.DoesNotExist for a draft, which may still change."""
    found = CriteriaSet.objects.published().get(pk=set_id)
    groups = tuple(found.groups.order_by("position").values_list("code", flat=True))
    criteria = tuple(
        CriterionRule(
            code=row.code,
            position=row.position,
            group=row.group.code,
            measure=row.measure,
            max_points=row.max_points or ZERO,
            weights=row.weights,
            applies_to=row.applies_to,
            not_applicable=row.not_applicable,
            params=params_from_json(row.params),
        )
        for row in found.criteria.select_related("group").order_by("position")
    )
    rules = rules_from_settings(found.settings, criteria, groups)
    positions = {rule.code: rule.position for rule in criteria}
    return LoadedSet(found.pk, rules, positions, sum(rule.is_for_people for rule in criteria))


def sets_of_period(period: Period) -> dict[str, LoadedSet]:
    """The set of each comparison group in ``period``."""
    chosen = PeriodSet.objects.filter(period=period).order_by("comparison_group")
    return {
        group: load_set(set_id) for group, set_id in chosen.values_list("comparison_group", "criteria_set_id")
    }
