"""What a release shows: like with like, bands before places, ties shared, who improved most (S9–S11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Grade
from evaluations.rules.ranking import NO_TOTAL, PROVISIONAL, TOO_SMALL

BANDS = {grade.value: at for at, grade in enumerate(Grade)}
"""The order of the bands, best first; grades of other frameworks stand behind in theirs."""

FEWEST = 5
"""An agency of fewer people has no released figure: by it each of them would be known (as in S4)."""

TOO_FEW = "Cơ quan có dưới 5 người: không công bố điểm để giữ kín điểm của từng người."
BEST = 3
"""So many places of "highest" and of "most improved" stand out."""


class Released(NamedTuple):
    """One agency's closed result as a release tells it; a released figure never speaks of persons."""

    agency: int
    group: str
    set_id: int
    total: Decimal | None
    grade: str
    confidence: str
    provisional: bool
    rank: int | None
    of: int | None
    headcount: int

    @property
    def is_withheld(self) -> bool:
        """Whether so few people stand behind the figure that it is not released."""
        return self.headcount < FEWEST

    def said(self) -> "Released":
        """As a release may say it: one that is withheld without any figure."""
        if not self.is_withheld:
            return self
        return self._replace(total=None, grade="", confidence="", rank=None, of=None)


class Improved(NamedTuple):
    """An agency that gained since the period before, with its shared place among those of its group."""

    agency: int
    place: int
    change: Decimal
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Unranked:
    """An agency without a place, and why."""

    row: Released
    reason: str


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A comparison group: its bands from the best down, its most improved, those without a place."""

    group: str
    bands: Sequence[tuple[str, Sequence[Released]]]
    improved: Sequence[Improved]
    unranked: Sequence[Unranked]
    changes: Mapping[int, Decimal]


def released_table(
    rows: Iterable[Released], before: Mapping[int, Released], groups: Sequence[str]
) -> list[GroupTable]:
    """The groups in the order given; ``before`` are the released results of the period before, by agency."""
    by_group: dict[str, list[Released]] = {}
    for row in rows:
        by_group.setdefault(row.group, []).append(row.said())
    return [_group(group, by_group[group], before) for group in groups if group in by_group]


def _group(group: str, rows: Sequence[Released], before: Mapping[int, Released]) -> GroupTable:
    ranked = sorted((row for row in rows if row.rank is not None), key=lambda row: (row.rank, row.agency))
    bands: dict[str, list[Released]] = {}
    for row in sorted(ranked, key=lambda row: (BANDS.get(row.grade, len(BANDS)), row.rank or 0)):
        bands.setdefault(row.grade, []).append(row)
    changes = {row.agency: change for row in ranked if (change := change_of(row, before)) is not None}
    return GroupTable(
        group,
        list(bands.items()),
        most_improved(ranked, before),
        [Unranked(row, _why(row)) for row in rows if row.rank is None],
        changes,
    )


def change_of(row: Released, before: Mapping[int, Released]) -> Decimal | None:
    """Points gained since the period before, where both figures may be compared.

    That is: both are ranked (so neither is provisional, S10) and the same version of the same set scored
    both, in the same comparison group. No part of the change is then one of points or weights (S14). Neither
    may be withheld: total − change would tell the other.
    """
    row, was = row.said(), before.get(row.agency)
    was = None if was is None else was.said()
    if was is None or row.rank is None or was.rank is None or row.total is None or was.total is None:
        return None
    if (was.set_id, was.group) != (row.set_id, row.group):
        return None
    return row.total - was.total


def most_improved(rows: Iterable[Released], before: Mapping[int, Released]) -> list[Improved]:
    """Those of the first places by points gained; equal gains share a place (1, 2, 2, 4), a loss has none."""
    gains = [(row, change) for row in rows if (change := change_of(row, before)) is not None and change > 0]
    every = sorted((change for _, change in gains), reverse=True)
    found = [
        Improved(row.agency, every.index(change) + 1, change, row.total - change, row.total)
        for row, change in gains
        if row.total is not None
    ]
    return sorted((one for one in found if one.place <= BEST), key=lambda one: (one.place, one.agency))


def _why(row: Released) -> str:
    if row.is_withheld:
        return TOO_FEW
    return NO_TOTAL if row.total is None else PROVISIONAL if row.provisional else TOO_SMALL
