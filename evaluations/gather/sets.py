"""Criteria sets as the rules see them. A published set never changes, so each process keeps it by id."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from evaluations.enums import SetState, Sharing
from evaluations.models import CriteriaSet, Criterion
from evaluations.rules.set_codec import params_from_json, rules_from_settings
from evaluations.rules.set_rules import CriterionRule, SetRules

ZERO = Decimal(0)
"""Points of a criterion to which the source gives none; such a set is for reference and never scores."""


class Places(dict[int, int | None]):
    """The position in one set of any criterion by its id; of another set's, by its code; None = not asked.

    A visit carried from before a new version of the set was recorded under the older set's criteria.
    """

    def __init__(self, positions: Mapping[str, int]) -> None:
        """Begin with nothing but the position of each code."""
        super().__init__()
        self.positions = positions

    def __missing__(self, criterion_id: int) -> int | None:
        """Learn every criterion there is; a published set never changes, so it is asked once."""
        for pk, code in Criterion.objects.order_by("pk").values_list("pk", "code"):
            self[pk] = self.positions.get(code)
        return self.setdefault(criterion_id, None)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedSet:
    """A set with its rules, the position of each code, and how many criteria are asked of people."""

    set_id: int
    rules: SetRules
    positions: Mapping[str, int]
    people_count: int
    places: Places


def rule_of(row: Criterion) -> CriterionRule:
    """One criterion as the rules take it; read with its group."""
    return CriterionRule(
        code=row.code,
        position=row.position,
        group=row.group.code,
        measure=row.measure,
        max_points=row.max_points or ZERO,
        weights=row.weights,
        applies_to=row.applies_to,
        not_applicable=row.not_applicable,
        params=params_from_json(row.params),
        scored_on=tuple(row.scored_on),
    )


@lru_cache(maxsize=64)
def load_set(set_id: int) -> LoadedSet:
    """The rules of one set; raises CriteriaSet.DoesNotExist for a draft, which may still change.

    A retired one still scores the periods that it is pinned to.
    """
    found = CriteriaSet.objects.exclude(state=SetState.DRAFT).get(pk=set_id)
    groups = list(found.groups.order_by("position"))
    shared = {one.code: one.max_points for one in groups if one.sharing == Sharing.EQUAL and one.max_points}
    rows = found.criteria.select_related("group").order_by("position")
    criteria = tuple(rule_of(row) for row in rows)
    rules = rules_from_settings(found.settings, criteria, tuple(one.code for one in groups), shared)
    positions = {rule.code: rule.position for rule in criteria}
    people = sum(rule.is_for_people for rule in criteria)
    return LoadedSet(found.pk, rules, positions, people, Places(positions))
