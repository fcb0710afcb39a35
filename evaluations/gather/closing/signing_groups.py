"""The groups of one agency's result by name, with what bonus and deduction add; their sum is the total."""

from decimal import Decimal
from typing import NamedTuple

from evaluations.models import AgencyResult, CriterionGroup
from evaluations.rules.outline import from_outline


class GroupLine(NamedTuple):
    """Points of one group of criteria, of how many with data."""

    name: str
    points: Decimal
    available: Decimal


class Groups(NamedTuple):
    """The parts of a total: groups, and what S7 adds or takes for the agency as a whole."""

    lines: tuple[GroupLine, ...]
    adjustment: Decimal

    @property
    def total(self) -> Decimal:
        """The exact sum of the parts."""
        return sum((line.points for line in self.lines), self.adjustment)


def groups_of(result: AgencyResult) -> Groups:
    """The groups of a result in the order of its set (one query)."""
    named = CriterionGroup.objects.filter(criteria_set=result.criteria_set_id).order_by("position")
    names = dict(named.values_list("code", "name"))
    order = {code: place for place, code in enumerate(names)}
    lines = tuple(
        GroupLine(names.get(code, code), found, from_outline(possible) or Decimal(0))
        for code, (cents, possible) in sorted(result.groups.items(), key=lambda one: order.get(one[0], 0))
        if (found := from_outline(cents)) is not None
    )
    parts: Decimal = sum((line.points for line in lines), Decimal(0))
    return Groups(lines, Decimal(0) if result.total is None else result.total - parts)
