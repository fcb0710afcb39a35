"""What an agency may learn from its ratings: cells of at least five people, which never change once told.

Whoever looks at running figures twice can subtract, and whoever sees the parts and the whole can as well. The
ratings of an agency's month are therefore cut into cells, and every figure that is shown anywhere is the sum
of whole cells. Whatever is added or subtracted, five people are the least that come out.

- A counter's past days make batches of at least five. While the month runs the last full batch is held back:
  the fewer than five that may still follow it will need its company.
- When the month is over everything is told. What a counter had held back is a cell if it is five people,
  and else is put together with that of the agency's other counters.
- What becomes known after the month (paper slips keyed in late, ratings cleared of a suspicion) makes cells
  of its own, batch by batch; fewer than five wait.

The rules trust that ratings are people. Who sends four of his own into every batch learns of the fifth: that
is what limits against floods are for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import add
from typing import Any, NamedTuple

from core.clock import local_day

LEAST = 5
NIGHT = timedelta(hours=1)
"""So long after midnight the day before still runs: its last ratings are looked at for floods."""


class Part(NamedTuple):
    """The ratings of one counter that became known on one day: how many, and whatever is added up of them.

    A rating becomes known on its own day, a paper slip when it is keyed in, one that was set aside when it is
    cleared.
    """

    counter: int
    day: date
    n: int
    sums: tuple[int, ...]


class Cell(NamedTuple):
    """Ratings that are told only together, from ``least`` people on, known until the end of ``until``.

    ``counters`` are those it belongs to: one; several, where each has too few; none of what came late.
    """

    counters: tuple[int, ...]
    until: date
    n: int
    sums: tuple[int, ...]


def telling_day(at: datetime) -> date:
    """The day before which days are past at the moment ``at``, for everybody who reads figures."""
    return local_day(at - NIGHT)


def cells(parts: Iterable[Part], *, ends_on: date, today: date, least: int = LEAST) -> list[Cell]:
    """The cells of one agency's month, [.., ``ends_on``), that may be told on ``today``, oldest first.

    Later days only add cells: a cell told once stays as it was.
    """
    of_counter: dict[int, list[Part]] = defaultdict(list)
    late: list[Part] = []
    for part in sorted(parts, key=_by_day):
        if part.day < today:
            (of_counter[part.counter] if part.day < ends_on else late).append(part)
    told: list[Cell] = []
    held: list[tuple[int, list[Part]]] = []
    for counter, own in of_counter.items():
        *full, rest = batches(own, least)
        last = full.pop() if full else []
        told += [_cell((counter,), batch) for batch in full]
        held.append((counter, last + rest))
    if today >= ends_on:
        told += _settled(held, least)
        told += [_cell((), batch) for batch in batches(_by_whole_days(late), least)[:-1]]
    return told


def running_sums(
    rows: Iterable[tuple[int, int, Any, *tuple[int, ...]]], least: int = LEAST
) -> dict[int, tuple[int, ...]]:
    """By agency, the people and sums of all its cells while the month runs: the quick way of a roll-up.

    ``rows`` are (agency, counter, day, people, sums …) of past days, in any order. Equal to adding up
    :func:`cells`, in a tenth of its time: each counter's batches but its last full one.
    """
    told: dict[int, tuple[int, ...]] = {}
    place: tuple[int, int] | None = None
    batch: tuple[int, ...] | None = None
    last: tuple[int, ...] | None = None
    for agency, counter, _day, *found in sorted(rows):
        if place != (agency, counter):
            place, batch, last = (agency, counter), None, None
        batch = tuple(found) if batch is None else tuple(map(add, batch, found))
        if batch[0] >= least:
            if last is not None:
                told[agency] = tuple(map(add, told[agency], last)) if agency in told else last
            batch, last = None, batch
    return {agency: tuple(map(int, sums)) for agency, sums in told.items()}


def batches(parts: Iterable[Part], least: int = LEAST) -> list[list[Part]]:
    """The parts, oldest first, in batches of at least ``least`` people; the last has fewer, perhaps none."""
    found: list[list[Part]] = [[]]
    people = 0
    for part in parts:
        found[-1].append(part)
        people += part.n
        if people >= least:
            found.append([])
            people = 0
    return found


def _by_day(part: Part) -> tuple[date, int]:
    return part.day, part.counter


def _by_whole_days(parts: Iterable[Part]) -> list[Part]:
    """The parts of each day as one, whatever their counters."""
    days: dict[date, list[Part]] = defaultdict(list)
    for part in parts:
        days[part.day].append(part)
    return [Part(0, day, *_cell((), together)[2:]) for day, together in days.items()]


def _settled(held: Iterable[tuple[int, list[Part]]], least: int) -> list[Cell]:
    """What the counters held back to the end of the month; those of too few people together.

    Where these together are still too few, the smallest of the others joins them. Where there is no other
    nothing is told: the agency had fewer than ``least`` in all.
    """
    sizes = [(sum(part.n for part in parts), counter, parts) for counter, parts in held]
    alone = sorted((one for one in sizes if one[0] >= least), key=lambda one: one[:2])
    small = [one for one in sizes if one[0] < least]
    while small and alone and sum(one[0] for one in small) < least:
        small.append(alone.pop(0))
    told = [_cell((counter,), parts) for _n, counter, parts in alone]
    if sum(one[0] for one in small) >= least:
        together = [part for _n, _counter, parts in small for part in parts]
        told.append(_cell(tuple(sorted(counter for _n, counter, _parts in small)), together))
    return told


def _cell(counters: tuple[int, ...], parts: Sequence[Part]) -> Cell:
    return Cell(
        counters,
        max(part.day for part in parts),
        sum(part.n for part in parts),
        tuple(map(sum, zip(*(part.sums for part in parts), strict=True))),
    )
