"""The words of a criteria set: what people read of it beside the numbers that the rules take."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class GroupText:
    """A group's code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CriterionText:
    """One criterion as people read it; ``max_points`` are the set's, before S5 and S6."""

    position: int
    code: str
    statement: str
    group: str
    measure: str
    applies_to: str
    max_points: Decimal | None
    how_measured: str
    evidence_hint: str
    basis: str


@dataclass(frozen=True, slots=True, eq=False)
class SetText:
    """A set with its groups and criteria in the order of the set; ``at`` finds a criterion by its code."""

    title: str
    legal_basis: str
    has_default_points: bool
    groups: tuple[GroupText, ...]
    criteria: tuple[CriterionText, ...]
    at: Mapping[str, int]

    def group_name(self, code: str) -> str:
        """The name of a group; raises KeyError for a code that the set does not have."""
        return {group.code: group.name for group in self.groups}[code]
