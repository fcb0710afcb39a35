"""Who owes an agency a form for a month, and if not, why: from dated posts and leave alone.

One form for each person and rated agency in which they stand on the month's last day, where they held a
post for some working days (default 5) without being on leave.

- Luật Cán bộ, công chức 80/2025/QH15, art. 25–27: everybody who holds a post is assessed.
- Nghị định 233/2026/NĐ-CP, art. 14 (what the civil servants' rules of Nghị định 335/2025 do alike): whoever
  was transferred is assessed by the new agency, to which the old one must send its results; of paid leave
  and maternity only the time really worked counts.
- The least number of days, and that a person on secondment owes one form, where they are lent to, are
  rules of the portal (docs/decisions/who-owes.md); no text fixes them for a month.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from agencies.enums import PostingKind
from core.dates import working_days_in
from evaluations.enums import Owing


class Held(NamedTuple):
    """A post held on some day of the month, [starts_on, ends_on), in a unit of ``agency_id`` (None: unrated).

    ``ends_on`` is no later than the day on which the unit itself ended; None = still.
    """

    post_id: int
    agency_id: int | None
    unit_id: int
    kind: str
    starts_on: date
    ends_on: date | None


class Absence(NamedTuple):
    """Leave, [starts_on, ends_on); None = the day of return is not known."""

    starts_on: date
    ends_on: date | None


class MonthDays(NamedTuple):
    """A month, [starts_on, ends_on), with its working days in order and how many of them a form asks for."""

    starts_on: date
    ends_on: date
    working: tuple[date, ...]
    least: int

    def holds(self, starts_on: date, ends_on: date | None) -> int:
        """The working days of [starts_on, ends_on), one bit each, the first of the month lowest."""
        return sum(
            1 << place
            for place, day in enumerate(self.working)
            if starts_on <= day and (ends_on is None or day < ends_on)
        )

    def lasts(self, held: Held) -> bool:
        """Whether the post is held on the month's last day."""
        return held.starts_on < self.ends_on and (held.ends_on is None or held.ends_on >= self.ends_on)

    @property
    def latest_start(self) -> date | None:
        """Whoever stands from this day to the end stands long enough; None where the month is too short."""
        return self.working[-self.least] if len(self.working) >= self.least else None


class Line(NamedTuple):
    """What a person owes one agency: the unit, ``working_days`` present (held a post, no leave), why not.

    ``posts`` are the posts there on the last day, in the order they were given in.
    """

    agency_id: int
    unit_id: int
    owing: Owing
    working_days: int
    posts: tuple[int, ...]


def month_days(starts_on: date, ends_on: date, least: int) -> MonthDays:
    """The month [starts_on, ends_on) in which a form asks for ``least`` (≥ 1) working days."""
    return MonthDays(starts_on, ends_on, working_days_in(starts_on, ends_on), least)


def owing_of(
    month: MonthDays,
    posts: Sequence[Held],
    leaves: Sequence[Absence] = (),
    heirs: Mapping[int, frozenset[int]] = {},
) -> list[Line]:
    """One line for each rated agency in which the person held a post in the month, in order of agency.

    ``posts`` in the order in which they count: the first of the last day names the unit. ``heirs``: which
    agencies took over, within the month, from one that ended; days there count for the heir too.
    """
    by_agency: dict[int, list[Held]] = {}
    for held in posts:
        if held.agency_id is not None:
            by_agency.setdefault(held.agency_id, []).append(held)
    stays = _stays(month, by_agency, heirs)
    off = 0
    for leave in leaves:
        off |= month.holds(*leave)
    stands = [held for held in posts if month.lasts(held)]
    lines = []
    for agency_id, ever in sorted(by_agency.items()):
        there = [one for one in ever if month.lasts(one)]
        days = (stays[agency_id] & ~off).bit_count()
        owing = _owing(month, agency_id, there, stands, stays, days)
        unit = (there or ever[-1:])[0].unit_id
        lines.append(Line(agency_id, unit, owing, days, tuple(one.post_id for one in there)))
    return lines


def _stays(
    month: MonthDays, by_agency: Mapping[int, Sequence[Held]], heirs: Mapping[int, frozenset[int]]
) -> dict[int, int]:
    """The working days with a post in each agency or in one whose heir it is, as bits."""
    own: dict[int, int] = {}
    for agency_id, posts in by_agency.items():
        bits = 0
        for one in posts:
            bits |= month.holds(one.starts_on, one.ends_on)
        own[agency_id] = bits
    found = dict(own)
    for old, bits in own.items():
        for heir in heirs.get(old, ()):
            if heir in found:
                found[heir] |= bits
    return found


def _owing(
    month: MonthDays,
    agency_id: int,
    there: Sequence[Held],
    stands: Sequence[Held],
    stays: Mapping[int, int],
    days: int,
) -> Owing:
    """The first reason that holds; owed where none does."""
    if not there:
        return Owing.MOVED_AWAY if stands else Owing.LEFT
    if all(one.kind == PostingKind.REGULAR for one in there) and any(
        _lent_to(one, agency_id) and stays[one.agency_id or 0].bit_count() >= month.least for one in stands
    ):
        return Owing.SECONDED_AWAY
    if stays[agency_id].bit_count() < month.least:
        return Owing.SHORT_STAY
    return Owing.ON_LEAVE if days < month.least else Owing.OWED


def _lent_to(held: Held, home_id: int) -> bool:
    """Whether the post is a secondment to a rated agency other than ``home_id``."""
    return held.kind == PostingKind.SECONDMENT and held.agency_id not in (None, home_id)
