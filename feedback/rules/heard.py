"""What citizens said, added up from cells that may be told, for a counter, an agency or the province."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.numbers import half_up
from core.small_counts import Tally, at_least_five
from feedback.rules.release import LEAST, Cell

TICKS = REASONS = 8
WIDTH = 1 + TICKS + REASONS + 3
"""The sums of a full part: stars, eight ticks, eight reasons, kiosks, paper slips, proven visits."""
OTHERS = "Quầy khác"


@dataclass(frozen=True, slots=True)
class Heard:
    """The ratings of some cells added up: ``answers`` ≥ 5 of them, known until the end of ``until``.

    ``is_whole``: nothing more can come, so that what was given by few may be told as far as it is from five.
    """

    until: date
    answers: int
    sums: tuple[int, ...]
    is_whole: bool

    @property
    def mean(self) -> Decimal:
        """The mean of the stars, 1–5, half up to 0.01."""
        return half_up(Decimal(self.sums[0]) / self.answers)

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """The share of ratings that bear each of the eight ticks, in [0, 1]."""
        return tuple(Decimal(count) / self.answers for count in self.sums[1 : 1 + TICKS])

    @property
    def reasons(self) -> tuple[int, ...]:
        """How many named each reason of being dissatisfied."""
        return self.sums[1 + TICKS : 1 + TICKS + REASONS]

    @property
    def channels(self) -> tuple[int, int, int]:
        """How many scanned the code, used the kiosk, and gave a paper slip."""
        kiosk, slips = self.sums[-3:-1]
        return self.answers - kiosk - slips, kiosk, slips

    @property
    def verified(self) -> int:
        """How many proved a real visit."""
        return self.sums[-1]


class Month(NamedTuple):
    """One agency's month: each counter by itself as far as it may be, the rest together, and the whole.

    ``counters`` has those of whom something may be told; ``together`` what the ``few`` counters share;
    ``late`` what became known after the month. The parts add up to ``whole``, which is None below five.
    """

    counters: dict[int, Heard]
    together: Heard | None
    few: tuple[int, ...]
    late: Heard | None
    whole: Heard | None


def month_of(cells: Sequence[Cell], *, ends_on: date, today: date) -> Month:
    """The figures of one agency's month from its cells (``feedback.rules.release.cells``)."""
    over = today >= ends_on
    few = next((cell.counters for cell in cells if len(cell.counters) > 1), ())
    single = {cell.counters[0] for cell in cells if len(cell.counters) == 1}
    return Month(
        counters={
            counter: heard(
                (cell for cell in cells if cell.counters == (counter,)), whole=over and counter not in few
            )
            for counter in sorted(single)
        },
        together=heard((cell for cell in cells if len(cell.counters) > 1), whole=over) if few else None,
        few=few,
        late=heard((cell for cell in cells if not cell.counters), whole=over)
        if any(not cell.counters for cell in cells)
        else None,
        whole=heard(cells, whole=over) if cells else None,
    )


def heard(cells: Iterable[Cell], *, whole: bool) -> Heard:
    """Cells (at least one) added up."""
    every = list(cells)
    return Heard(
        until=max(cell.until for cell in every),
        answers=sum(cell.n for cell in every),
        sums=tuple(map(sum, zip(*(cell.sums for cell in every), strict=True))),
        is_whole=whole,
    )


def added(parts: Sequence[Heard]) -> Heard | None:
    """Figures that may each be told, added up; None of none."""
    if not parts:
        return None
    return Heard(
        until=max(one.until for one in parts),
        answers=sum(one.answers for one in parts),
        sums=tuple(map(sum, zip(*(one.sums for one in parts), strict=True))),
        is_whole=all(one.is_whole for one in parts),
    )


def reasons_of(month: Month) -> tuple[int | None, ...]:
    """How many named each reason in the agency's month, from five; None below, and while the month runs.

    What came late is left out: the counts of before less those of after would tell it.
    """
    if month.whole is None or not month.whole.is_whole:
        return (None,) * REASONS
    return tuple(count if count >= LEAST else None for count in _named(month))


def reasons_at(month: Month, counter: int) -> tuple[int | None, ...]:
    """The same at one counter, None too where the agency's count less the others' would tell a small one."""
    own = month.counters.get(counter)
    if own is None or not own.is_whole:
        return (None,) * REASONS
    return tuple(_reason_at(month, counter, place) for place in range(REASONS))


def _named(month: Month) -> list[int]:
    parts = [*month.counters.values(), *([month.together] if month.together else [])]
    return [sum(one.reasons[place] for one in parts) for place in range(REASONS)]


def _reason_at(month: Month, counter: int, place: int) -> int | None:
    told = {key: one.reasons[place] for key, one in month.counters.items() if one.is_whole}
    rest = _named(month)[place] - sum(told.values())
    tallies = [*(Tally(str(key), n, 0) for key, n in told.items()), Tally(OTHERS, rest, 0)]
    shown = {one.label: one.n for one in at_least_five(tallies, OTHERS) if one.merged == 1}
    return shown.get(str(counter))


def channels_of(one: Heard) -> tuple[int, int, int] | None:
    """Ratings by channel, where each is 0 or at least five; else None: not told apart."""
    return one.channels if one.is_whole and all(_is_tellable(n) for n in one.channels) else None


def verified_of(one: Heard) -> int | None:
    """Ratings with a proven visit, where these and the others are 0 or at least five; else None."""
    safe = _is_tellable(one.verified) and _is_tellable(one.answers - one.verified)
    return one.verified if one.is_whole and safe else None


def _is_tellable(n: int) -> bool:
    return n == 0 or n >= LEAST


class Split(NamedTuple):
    """Ratings told apart in two or more ways, and how many are not; sums of what each part tells itself."""

    counts: tuple[int, ...]
    untold: int


def channel_split(month: Month) -> Split:
    """The agency's ratings by channel, added up from what each counter tells, so nothing more is told."""
    found = [(one, channels_of(one)) for one in parts_of(month)]
    counts = [split for _one, split in found if split is not None]
    untold = sum(one.answers for one, split in found if split is None)
    return Split(tuple(map(sum, zip(*counts, strict=True))) or (0, 0, 0), untold)


def verified_split(month: Month) -> Split:
    """The agency's ratings with and without a proven visit, added up in the same way."""
    found = [(one, verified_of(one)) for one in parts_of(month)]
    proven = sum(n for _one, n in found if n is not None)
    told = sum(one.answers for one, n in found if n is not None)
    return Split((proven, told - proven), sum(one.answers for one, n in found if n is None))


def parts_of(month: Month) -> list[Heard]:
    """The parts of which the whole is the sum."""
    others = [one for one in (month.together, month.late) if one is not None]
    return [*month.counters.values(), *others]
