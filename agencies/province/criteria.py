"""What a generator must know of the 60 criteria of the 1847 set: order, whom they concern, how measured."""

from functools import cache
from typing import NamedTuple

from .facts import rows

PEOPLE_CRITERIA = 40
LEADER, COUNTER, UNIFORM = 1, 2, 4
_BITS = {"leaders": LEADER, "counter": COUNTER, "uniform": UNIFORM}
DECLARES_ASSETS = "DD-10"


class Shape(NamedTuple):
    """One criterion. ``measure`` decides what n and k mean.

    ratio, yes_no, checklist: k of n met. count_deduct: k violations among n observed. deduction: k verified
    cases among n checks. scale, levels, count: k points of n possible (10, 2, 4). survey_mean: k points of
    five times the answers. citizen_mean seen by an inspector: k good transactions of n. bonus: k of n
    proposals.
    """

    position: int
    code: str
    applies_to: str
    measure: str
    inspected: bool
    registered: bool
    not_with_uniform: bool

    @property
    def group(self) -> str:
        """TT, GT, DD, TP or CQ."""
        return self.code[:2]

    def concerns(self, applies: int) -> bool:
        """Whether a person of these kinds (sum of LEADER, COUNTER, UNIFORM) is asked about it."""
        if self.applies_to == "agency" or (self.not_with_uniform and applies & UNIFORM):
            return False
        bit = _BITS.get(self.applies_to, 0)
        return not bit or bool(applies & bit)


@cache
def shapes() -> tuple[Shape, ...]:
    """The 60 criteria by position: 40 for people, then 20 for agencies."""
    return tuple(
        Shape(
            position,
            row["code"],
            row["applies_to"],
            row["measure"],
            row["inspected"] == "1",
            row["registered"] == "1",
            row["not_with_uniform"] == "1",
        )
        for position, row in enumerate(rows("criteria.csv"))
    )


def people_shapes() -> tuple[Shape, ...]:
    """The 40 criteria of the self-assessment."""
    return shapes()[:PEOPLE_CRITERIA]
