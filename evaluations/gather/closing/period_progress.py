"""The progress of a period's ladder among the agencies that a reader sees, as counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.gather.closing.signing_lines import AgencyLine
from evaluations.rules.closing.ladder import Rung


@dataclass(frozen=True, slots=True)
class Progress:
    """Of ``agencies``: units signed of those headed, own and Home Affairs' rungs, objections."""

    agencies: int
    units: int
    units_signed: int
    own: Counter[Rung]
    home: Counter[Rung]
    ready: int
    open_objections: int
    objections: int


def progress_of(lines: Iterable[AgencyLine]) -> Progress:
    """Count the lines of ladders."""
    listed = list(lines)
    return Progress(
        len(listed),
        sum(line.units for line in listed),
        sum(line.units_signed for line in listed),
        Counter(line.own for line in listed),
        Counter(line.home for line in listed),
        sum(line.is_ready for line in listed),
        sum(line.open_objections for line in listed),
        sum(line.objections for line in listed),
    )
