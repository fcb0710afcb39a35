"""Number the rows of a draft anew after each act that moves them: 0 to n - 1, people's criteria first."""

from collections.abc import Sequence

from django.db.models import F

from evaluations.enums import AppliesTo
from evaluations.models import CriteriaSet, Criterion, CriterionGroup
from evaluations.rules.criteria.order import PlacedCriterion, PlacedGroup, criteria_in_order, groups_in_order

OUT_OF_THE_WAY = 10_000
"""No set has so many criteria; while they are renumbered no two share a position."""


def renumber(current: CriteriaSet) -> None:
    """Give groups and criteria their positions."""
    groups = list(current.groups.order_by("position", "pk"))
    order = groups_in_order(PlacedGroup(group.pk, group.parent_id, at) for at, group in enumerate(groups))
    _write_groups(groups, order)
    ranks = {key: rank for rank, key in enumerate(order)}
    criteria = list(current.criteria.order_by("position"))
    _write_criteria(
        current,
        criteria,
        criteria_in_order(
            PlacedCriterion(one.pk, ranks[one.group_id], one.applies_to != AppliesTo.AGENCY, one.position)
            for one in criteria
        ),
    )


def _write_groups(groups: Sequence[CriterionGroup], order: Sequence[int]) -> None:
    places = {key: place for place, key in enumerate(order)}
    moved = [group for group in groups if group.position != places[group.pk]]
    for group in moved:
        group.position = places[group.pk]
    CriterionGroup.objects.bulk_update(moved, ["position"])


def _write_criteria(current: CriteriaSet, criteria: Sequence[Criterion], order: Sequence[int]) -> None:
    places = {key: place for place, key in enumerate(order)}
    moved = [one for one in criteria if one.position != places[one.pk]]
    if not moved:
        return
    current.criteria.update(position=F("position") + OUT_OF_THE_WAY)
    for one in criteria:
        one.position = places[one.pk]
    Criterion.objects.bulk_update(criteria, ["position"])


def exchange(one: Criterion, other: Criterion) -> None:
    """Let two criteria change places."""
    here, there = one.position, other.position
    Criterion.objects.filter(pk=one.pk).update(position=OUT_OF_THE_WAY)
    Criterion.objects.filter(pk=other.pk).update(position=here)
    Criterion.objects.filter(pk=one.pk).update(position=there)
