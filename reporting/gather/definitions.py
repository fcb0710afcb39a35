"""The words of a criteria set: a published set never changes, so each process reads it once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from evaluations.models import CriteriaSet


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


@lru_cache(maxsize=64)
def described(set_id: int) -> SetText:
    """The words of one published set; raises CriteriaSet.DoesNotExist for a draft, which may still change."""
    found = CriteriaSet.objects.published().get(pk=set_id)
    groups = found.groups.order_by("position").values_list("code", "name")
    columns = (
        "position",
        "code",
        "statement",
        "group__code",
        "measure",
        "applies_to",
        "max_points",
        "how_measured",
        "evidence_hint",
        "basis",
    )
    criteria = tuple(CriterionText(*row) for row in found.criteria.order_by("position").values_list(*columns))
    return SetText(
        title=str(found),
        legal_basis=found.legal_basis,
        has_default_points=found.has_default_points,
        groups=tuple(GroupText(*row) for row in groups),
        criteria=criteria,
        at={one.code: one.position for one in criteria},
    )
