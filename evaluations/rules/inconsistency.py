"""One thing that contradicts itself in a criteria set, and whether a person may accept it."""

from decimal import Decimal
from typing import NamedTuple


class Inconsistency(NamedTuple):
    """``code`` for machines, ``location`` (criterion, group or setting), a Vietnamese sentence."""

    code: str
    location: str
    sentence: str

    @property
    def key(self) -> str:
        """How a person who accepts it names it."""
        return f"{self.code}:{self.location}"


UNSTORABLE = frozenset({"duplicate_code", "unknown_group", "setting", "too_long", "decimals"})
"""What no set can be published with: the database or the reading of the set refuses it."""

ACCEPTABLE = frozenset(
    {
        "band_unreachable",
        "bonus_unreachable",
        "empty_group",
        "group_sum",
        "no_question",
        "open_condition",
        "part_sum",
        "same_words",
        "total_sum",
        "two_levels",
        "unreachable_option",
        "unreachable_total",
    }
)
"""What leaves every score well defined, so that a set that scores may be published with it."""


def may_accept(one: Inconsistency, *, is_scoring: bool) -> bool:
    """Whether a person may publish the set although this is so; a set for reference may say nearly all."""
    return one.code in ACCEPTABLE if is_scoring else one.code not in UNSTORABLE


def number(value: Decimal) -> str:
    """A number as Vietnamese write it, without needless zeros: 2,5."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
