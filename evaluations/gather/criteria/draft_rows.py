"""A draft as the page that writes it shows it: groups with their criteria, sums, whose rows they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from evaluations.enums import Measure
from evaluations.models import CriteriaSet, Criterion, CriterionGroup

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A criterion with how many example pictures it has, and whether it is the parent set's."""

    criterion: Criterion
    pictures: int
    taken_over: bool


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """A group, how deep it lies, its criteria, and what their points add up to, those within included."""

    group: CriterionGroup
    depth: int
    rows: tuple[DraftRow, ...]
    total: Decimal
    taken_over: bool


def draft_groups(draft: CriteriaSet) -> list[DraftGroup]:
    """Every group of a draft in order; five statements at most, however many rows there are."""
    groups = list(draft.groups.order_by("position", "pk"))
    parents = {group.pk: group.parent_id for group in groups}
    rows = _rows(draft)
    own = _codes(draft.parent, "groups")
    totals = _totals(rows, parents)
    return [
        DraftGroup(
            group,
            depth=len(_above(group.pk, parents)) - 1,
            rows=tuple(rows.get(group.pk, ())),
            total=totals.get(group.pk, ZERO),
            taken_over=group.code in own,
        )
        for group in groups
    ]


def _rows(draft: CriteriaSet) -> dict[int, list[DraftRow]]:
    own = _codes(draft.parent, "criteria")
    found: dict[int, list[DraftRow]] = {}
    for one in draft.criteria.annotate(pictures_count=Count("pictures")).order_by("position"):
        row = DraftRow(one, one.pictures_count, one.code in own)
        found.setdefault(one.group_id, []).append(row)
    return found


def _codes(parent: CriteriaSet | None, kind: str) -> frozenset[str]:
    if parent is None:
        return frozenset()
    return frozenset(getattr(parent, kind).order_by("pk").values_list("code", flat=True))


def _totals(rows: Mapping[int, list[DraftRow]], parents: Mapping[int, int | None]) -> dict[int, Decimal]:
    totals: dict[int, Decimal] = {}
    for group, members in rows.items():
        points = sum(
            (row.criterion.max_points or ZERO for row in members if row.criterion.measure != Measure.BONUS),
            ZERO,
        )
        for key in _above(group, parents):
            totals[key] = totals.get(key, ZERO) + points
    return totals


def _above(group: int, parents: Mapping[int, int | None]) -> list[int]:
    """The group and all those it lies in."""
    found: list[int] = []
    here: int | None = group
    while here is not None:
        found.append(here)
        here = parents[here]
    return found
