"""The organisation as a tree, grouped as people look for it: departments, communes, service units."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from agencies.enums import AgencyKind, ComparisonGroup
from agencies.rules.comparison import comparison_group


@dataclass(frozen=True, slots=True)
class Node:
    """One agency as it was on the day asked."""

    agency_id: int
    name: str
    short_name: str
    kind: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """An agency with all that stands under it."""

    node: Node
    children: list["Branch"] = field(default_factory=list)

    def below(self) -> list[Node]:
        """Everything under this agency, parents before children, in the order of the input."""
        return [node for child in self.children for node in (child.node, *child.below())]


def branches(nodes: Iterable[Node]) -> list[Branch]:
    """The roots of the tree; ``nodes`` keep their order among siblings.

    A node whose parent is not among ``nodes`` is a root, so nothing is ever lost from the page.
    """
    by_id = {node.agency_id: Branch(node) for node in nodes}
    roots: list[Branch] = []
    for branch in by_id.values():
        parent = by_id.get(branch.node.parent_id) if branch.node.parent_id else None
        (parent.children if parent else roots).append(branch)
    return roots


def sections(root: Branch) -> list[tuple[str, list[Branch]]]:
    """The agencies right under ``root`` by comparison group (S11), others by kind, each with its label.

    Groups come in the order of the closed lists; empty ones are left out.
    """
    grouped: dict[str, list[Branch]] = {}
    for child in root.children:
        grouped.setdefault(_section_of(child.node.kind), []).append(child)
    labels = [*(group.label for group in ComparisonGroup), *(kind.label for kind in AgencyKind)]
    return [(label, grouped[label]) for label in dict.fromkeys(labels) if label in grouped]


def _section_of(kind: str) -> str:
    group = comparison_group(kind)
    return str(AgencyKind(kind).label if group is ComparisonGroup.NONE else group.label)
