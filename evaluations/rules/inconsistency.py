"""One thing that contradicts itself in a criteria set."""

from decimal import Decimal
from typing import NamedTuple


class Inconsistency(NamedTuple):
    """``code`` for machines, ``location`` (criterion, group or setting), a Vietnamese sentence."""

    code: str
    location: str
    sentence: str


def number(value: Decimal) -> str:
    """A number as Vietnamese write it, without needless zeros: 2,5."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
