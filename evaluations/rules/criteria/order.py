"""The order of a set's groups and criteria (S1: forms and inputs are addressed by position)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class PlacedGroup(NamedTuple):
    """A group by its key, the group it lies in (None at the top), and where it stands."""

    key: int
    parent: int | None
    place: int


class PlacedCriterion(NamedTuple):
    """A criterion by its key, the rank of its group, whether people answer it, and where it stands."""

    key: int
    group_rank: int
    is_for_people: bool
    place: int


def groups_in_order(groups: Iterable[PlacedGroup]) -> list[int]:
    """Keys with every group before the groups in it, those of one level by their place."""
    inside: dict[int | None, list[PlacedGroup]] = {}
    for group in sorted(groups, key=lambda one: one.place):
        inside.setdefault(group.parent, []).append(group)

    def walk(parent: int | None) -> list[int]:
        return [key for one in inside.get(parent, ()) for key in (one.key, *walk(one.key))]

    return walk(None)


def criteria_in_order(criteria: Iterable[PlacedCriterion]) -> list[int]:
    """Keys with the criteria for people first, then by group, then by place."""
    ordered = sorted(criteria, key=lambda one: (not one.is_for_people, one.group_rank, one.place))
    return [one.key for one in ordered]


def neighbour(key: int, siblings: Sequence[int], *, up: bool) -> int | None:
    """The sibling with which ``key`` changes places, None at the end of the row."""
    place = siblings.index(key) + (-1 if up else 1)
    return siblings[place] if 0 <= place < len(siblings) else None


def descendants(group: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    """The group itself and every group in it; it cannot lie in any of them."""
    found = {group}
    grown = True
    while grown:
        inner = {key for key, parent in parents.items() if parent in found} - found
        found |= inner
        grown = bool(inner)
    return frozenset(found)
