"""What inspectors recorded, as marks that can be compared, and who among them can be compared at all."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Mark(NamedTuple):
    """One observation of a concluded visit.

    ``person`` recorded it (or led the team, for the view by team); ``value`` in [0, 1] is what the measure of
    the criterion makes of n and k (S2). The other fields are keys of whatever kind, alike in one list.
    """

    person: int
    visit: str
    agency: int
    criterion: int
    value: float


def comparable_groups(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Marks by groups of people who can be compared with one another, largest group first.

    Two people can be told apart from their agencies when both were at the same agency, or are joined by a
    chain of such people, and likewise for criteria. A criterion that one person alone of the group recorded
    says nothing of a difference and is left out; a person nobody can be compared with is in no group. Each
    group comes sorted, so the order of ``marks`` means nothing.
    """
    pending, settled = [sorted(marks)], []
    while pending:
        group = pending.pop()
        parts = _linked(group, lambda mark: mark.agency) or [[]]
        if len(parts) == 1:
            parts = _linked(group, lambda mark: mark.criterion) or [[]]
        if len(parts) > 1:
            pending += parts
            continue
        shared = _shared_criteria(group)
        kept = [mark for mark in group if mark.criterion in shared]
        if len(kept) < len(group):
            pending.append(kept)
        elif kept:
            settled.append(kept)
    return sorted(settled, key=lambda group: (-len(group), group[0]))


def _shared_criteria(marks: Iterable[Mark]) -> set[int]:
    """Criteria that at least two people recorded."""
    people: dict[int, set[int]] = defaultdict(set)
    for mark in marks:
        people[mark.criterion].add(mark.person)
    return {criterion for criterion, by in people.items() if len(by) > 1}


def _linked(marks: list[Mark], key: Callable[[Mark], int]) -> list[list[Mark]]:
    """Marks split into parts that share no person and no value of ``key``."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while (above := root.setdefault(node, node)) != node:
            root[node] = root.setdefault(above, above)
            node = root[node]
        return node

    for person, place in sorted({(mark.person, key(mark)) for mark in marks}):
        root[find(("person", person))] = find(("place", place))
    parts: dict[tuple[str, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        parts[find(("person", mark.person))].append(mark)
    return list(parts.values())
