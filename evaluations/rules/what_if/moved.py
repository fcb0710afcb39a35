"""How every agency moves between the month as it stands and the month under other rules (S9–S12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from evaluations.rules.going_up import Means, Member, means
from evaluations.rules.ranking import Entry, Ranked, rank

STEP = 5
"""Width of a class of the distribution, in points."""


class Standing(NamedTuple):
    """What a month says of one agency; ``grade`` is of a figure that is not provisional."""

    total: Decimal | None
    rank: int | None
    of: int | None
    grade: str
    provisional: bool

    @property
    def counts(self) -> bool:
        """Whether the figure is compared with others (S10)."""
        return self.total is not None and not self.provisional


class Move(NamedTuple):
    """One agency before and after."""

    agency: int
    group: str
    headcount: int
    before: Standing
    after: Standing

    @property
    def change(self) -> Decimal | None:
        """After minus before in points, None unless both are known."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total

    @property
    def climbed(self) -> int | None:
        """Places won (positive) or lost; None unless ranked both times."""
        if self.before.rank is None or self.after.rank is None:
            return None
        return self.before.rank - self.after.rank


class Scored(NamedTuple):
    """One agency scored under the other rules, not ranked yet; ``exact`` where its set ranks on it."""

    agency: int
    group: str
    set_id: int
    headcount: int
    before: Standing
    total: Decimal | None
    grade: str
    provisional: bool
    exact: Decimal | None = None


class Terms(NamedTuple):
    """How a set ranks (S11)."""

    unrounded: bool = False
    min_ranked: int = 2


@dataclass(frozen=True, slots=True)
class Outline:
    """A month's moves in figures: both means before and after, who gains and loses, how the grades shift."""

    before: Means
    after: Means
    gained: int
    lost: int
    same: int
    up: int
    down: int
    newly_counted: int
    no_longer_counted: int
    grades: Mapping[str, tuple[int, int]]
    classes: Sequence[tuple[int, int, int]]


def moves_of(scored: Iterable[Scored], terms: Mapping[int, Terms]) -> list[Move]:
    """Rank the agencies under the other rules, by the terms of their set, and put them beside what stands."""
    every = list(scored)
    places = _places(every, terms)
    return [
        Move(
            one.agency,
            one.group,
            one.headcount,
            one.before,
            Standing(
                one.total,
                places[one.agency].rank,
                None if places[one.agency].rank is None else places[one.agency].of,
                one.grade,
                one.provisional,
            ),
        )
        for one in every
    ]


def _places(every: Iterable[Scored], terms: Mapping[int, Terms]) -> dict[int, Ranked]:
    by_set: dict[int, list[Entry]] = {}
    for one in every:
        entry = Entry(one.agency, one.group, one.total, one.provisional, one.exact)
        by_set.setdefault(one.set_id, []).append(entry)
    places: dict[int, Ranked] = {}
    for set_id, entries in by_set.items():
        unrounded, least = terms[set_id]
        places |= rank(entries, unrounded=unrounded, min_ranked=least)
    return places


def outline_of(moves: Sequence[Move]) -> Outline:
    """The figures over all agencies of a month."""
    changes = [one.change for one in moves if one.change is not None]
    climbs = [one.climbed for one in moves if one.climbed is not None]
    return Outline(
        before=means(Member(m.agency, m.headcount, m.before.total, m.before.provisional) for m in moves),
        after=means(Member(m.agency, m.headcount, m.after.total, m.after.provisional) for m in moves),
        gained=sum(change > 0 for change in changes),
        lost=sum(change < 0 for change in changes),
        same=sum(change == 0 for change in changes),
        up=sum(climb > 0 for climb in climbs),
        down=sum(climb < 0 for climb in climbs),
        newly_counted=sum(one.after.counts and not one.before.counts for one in moves),
        no_longer_counted=sum(one.before.counts and not one.after.counts for one in moves),
        grades=_grades(moves),
        classes=_classes(moves),
    )


def _grades(moves: Iterable[Move]) -> dict[str, tuple[int, int]]:
    """How many agencies have each grade before and after."""
    counts: dict[str, list[int]] = {}
    for one in moves:
        for at, standing in enumerate((one.before, one.after)):
            counts.setdefault(standing.grade, [0, 0])[at] += 1
    return {grade: (before, after) for grade, (before, after) in sorted(counts.items())}


def _classes(moves: Iterable[Move]) -> list[tuple[int, int, int]]:
    """Agencies by classes of five points, from the lowest class that has any: (from, before, after)."""
    counts: dict[int, list[int]] = {}
    for one in moves:
        for at, standing in enumerate((one.before, one.after)):
            if standing.total is not None and standing.counts:
                counts.setdefault(int(standing.total) // STEP * STEP, [0, 0])[at] += 1
    if not counts:
        return []
    every = range(min(counts), max(counts) + STEP, STEP)
    return [(low, *counts.get(low, (0, 0))) for low in every]
