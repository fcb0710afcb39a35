"""Ratings as they may be told: one statement, cut into cells by the rules.

Ratings that are set aside are left out; one that was cleared became known on the day it was cleared, a paper
slip on the day it was keyed in (see ``feedback.rules.release``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from core.clock import next_month
from feedback.enums import RatingChannel, SuspicionState
from feedback.models import Rating, RatingSuspicion, SlipBatch
from feedback.models.ratings import COURTESIES, REASONS
from feedback.rules.heard import Month, month_of
from feedback.rules.release import Cell, Part, cells, running_sums

_CLEARED = f"s.state = '{SuspicionState.CLEARED.value}'"
_PLAIN = "r.slips_id IS NULL AND r.suspicion_id IS NULL"
# Vietnam is seven hours ahead of UTC all year.
_LATEST = {
    "postgresql": "GREATEST(r.day, CAST(b.entered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date), "
    f"CAST(CASE WHEN {_CLEARED} THEN s.decided_at END AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date))",
    "sqlite": "max(r.day, coalesce(date(b.entered_at, '+7 hours'), r.day), "
    f"coalesce(date(CASE WHEN {_CLEARED} THEN s.decided_at END, '+7 hours'), r.day))",
}
_KNOWN = {vendor: f"CASE WHEN {_PLAIN} THEN r.day ELSE {one} END" for vendor, one in _LATEST.items()}
"""The day on which a rating became known; almost every one on its own."""
_FROM = f"""
FROM {Rating._meta.db_table} r
LEFT JOIN {SlipBatch._meta.db_table} b ON b.id = r.slips_id
LEFT JOIN {RatingSuspicion._meta.db_table} s ON s.id = r.suspicion_id
WHERE (r.suspicion_id IS NULL OR {_CLEARED}) AND r.day >= %s AND r.day < %s
"""


def _month_of(day: str) -> str:
    """The month of a day as "2026-11", in SQL of both engines."""
    return f"substr(CAST({day} AS text), 1, 7)"


def _bit(column: str, bit: int) -> str:
    return f"(r.{column} >> {bit} & 1)"


def _one(condition: str) -> str:
    return f"CASE WHEN {condition} THEN 1 ELSE 0 END"


_TICKS = [_bit("courtesies", bit) for bit in range(len(COURTESIES))]
SCORED = ("r.stars", " + ".join(_TICKS[:4]), " + ".join(_TICKS[4:]))
"""What a score reads of a rating: its stars, the ticks of "4 xin" and those of "4 luôn"."""
EVERYTHING = (
    "r.stars",
    *_TICKS,
    *(_bit("reasons", bit) for bit in range(len(REASONS))),
    _one(f"r.channel = '{RatingChannel.KIOSK.value}'"),
    _one(f"r.channel = '{RatingChannel.SLIP.value}'"),
    _one("r.is_verified"),
)
"""What pages tell of a rating, in the order of ``feedback.rules.heard``."""


def released_totals(
    starts_on: date, ends_on: date, agencies: Collection[int], *, today: date
) -> dict[int, tuple[int, ...]]:
    """(answers, stars, "4 xin", "4 luôn") of each of ``agencies`` of whom something may be told (one query).

    The sums of all cells of the month [starts_on, ends_on). A month that is over tells all its ratings,
    whatever their counters and days, so these are not asked for.
    """
    if today < ends_on:
        rows = _rows(starts_on, min(ends_on, today), SCORED, agencies, ("r.counter_id", _known()))
        return running_sums(row for row in rows if _day(row[2]) < today)
    told: dict[int, tuple[int, ...]] = {}
    for agency, cut in _cut(_parts(starts_on, ends_on, SCORED, agencies, whole=True), today).items():
        told[agency[0]] = tuple(map(sum, zip(*((cell.n, *cell.sums) for cell in cut), strict=True)))
    return told


def released_months(
    starts_on: date, ends_on: date, agencies: Collection[int] | None, *, today: date
) -> dict[tuple[int, date], Month]:
    """What may be told of each agency and month of [starts_on, ends_on), counter by counter (one query).

    ``agencies`` None is every agency. Months of which nothing may be told are missing.
    """
    found = released_cells(starts_on, ends_on, agencies, today=today)
    return {key: month_of(told, ends_on=next_month(key[1]), today=today) for key, told in found.items()}


def released_wholes(
    starts_on: date, ends_on: date, agencies: Collection[int] | None, *, today: date
) -> dict[tuple[int, date], tuple[int, int]]:
    """(answers, stars) of each agency and month, for months that are over on ``today`` (one query)."""
    found = _cut(_parts(starts_on, ends_on, ("r.stars",), agencies, whole=True), today)
    return {
        key: (sum(one.n for one in told), sum(one.sums[0] for one in told)) for key, told in found.items()
    }


def released_cells(
    starts_on: date, ends_on: date, agencies: Collection[int] | None, *, today: date
) -> dict[tuple[int, date], list[Cell]]:
    """The cells themselves, of agencies and months of which there are any (one query)."""
    return _cut(_parts(starts_on, ends_on, EVERYTHING, agencies), today)


def _cut(rows: Iterator[tuple[int, date, Part]], today: date) -> dict[tuple[int, date], list[Cell]]:
    found: dict[tuple[int, date], list[Part]] = defaultdict(list)
    for agency, month, part in rows:
        found[agency, month].append(part)
    cut = {key: cells(parts, ends_on=next_month(key[1]), today=today) for key, parts in found.items()}
    return {key: told for key, told in cut.items() if told}


def _parts(
    starts_on: date,
    ends_on: date,
    sums: Sequence[str],
    agencies: Collection[int] | None,
    *,
    whole: bool = False,
) -> Iterator[tuple[int, date, Part]]:
    """Agency, first day of the month, and part.

    With ``whole`` what was known within its month is one part of no counter: for months that are over, which
    tell it all from five people on, as they tell their counters' cells together.
    """
    keys = ("0", _late()) if whole else ("r.counter_id", _known())
    one_month = ends_on <= next_month(starts_on)
    month = f"'{starts_on:%Y-%m}'" if one_month else _month_of("r.day")
    for agency, counter, on, written, n, *added in _rows(starts_on, ends_on, sums, agencies, (*keys, month)):
        first = starts_on if one_month else date.fromisoformat(f"{written}-01")
        yield agency, first, Part(counter, _day(on) if on else first, n, tuple(map(int, added)))


def _rows(
    starts_on: date,
    ends_on: date,
    sums: Sequence[str],
    agencies: Collection[int] | None,
    keys: Sequence[str],
) -> list[Any]:
    """Rows (agency, the keys, count, sums) of ratings that count, grouped by agency and keys."""
    where, params = "", [starts_on, ends_on]
    if agencies is not None:
        # Naming the agencies lets the index of agency and day be used.
        where = f"AND r.agency_id IN ({', '.join(['%s'] * len(agencies)) or 'NULL'})"
        params += sorted(agencies)  # type: ignore[arg-type]
    added = ", ".join(f"sum({one})" for one in sums)
    places = ", ".join(str(place + 2) for place in range(len(keys)))
    statement = (
        f"SELECT r.agency_id, {', '.join(keys)}, count(*), {added} {_FROM} {where} GROUP BY 1, {places}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows: list[Any] = cursor.fetchall()
        return rows


def _known() -> str:
    return _KNOWN[connection.vendor]


def _late() -> str:
    """The day on which a rating became known if that was in a later month than its own, else NULL."""
    latest = _LATEST[connection.vendor]
    return f"CASE WHEN {_PLAIN} THEN NULL WHEN {_month_of(latest)} > {_month_of('r.day')} THEN {latest} END"


def _day(value: date | str) -> date:
    """A day as PostgreSQL gives it, or SQLite's text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
