"""The stored results of some months with their breakdowns, in one statement, and what they pin."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from agencies.enums import ComparisonGroup
from evaluations.models import Period
from evaluations.rules.rounding import from_cents
from evaluations.rules.what_if.moved import Standing

_decode = msgspec.json.Decoder().decode
_RESULTS = """
SELECT period_id, agency_id, criteria_set_id, comparison_group, CAST(round(total * 100) AS integer),
       rank, ranked_of, grade, is_provisional, headcount, breakdown
FROM evaluations_agencyresult WHERE period_id IN ({places}) ORDER BY period_id, agency_id
"""
GROUP_ORDER = {group.value: at for at, group in enumerate(ComparisonGroup)}


class Stored(NamedTuple):
    """One agency's result of a month as it stands, with its packed breakdown."""

    agency: int
    set_id: int
    group: str
    headcount: int
    standing: Standing
    breakdown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredMonth:
    """A month's results; ``revision`` and ``snapshot`` say of which figures."""

    period: Period
    revision: int
    snapshot: int | None
    results: Sequence[Stored]


class Pin(NamedTuple):
    """Which figures of a month a scenario stands on: a roll-up's revision, or a closed month's snapshot."""

    period: int
    revision: int
    snapshot: int | None


def pins_of(periods: Iterable[int]) -> dict[int, Pin]:
    """The figures that stand now, by period; in one statement."""
    rows = Period.objects.filter(pk__in=list(periods)).order_by("pk")
    found = rows.values_list("pk", "summary__revision", "summary__snapshot")
    return {pk: Pin(pk, revision or 0, snapshot) for pk, revision, snapshot in found}


def stored_months(periods: Collection[Period]) -> list[StoredMonth]:
    """The results of the months, oldest month first; two statements however many months and agencies."""
    pins = pins_of(period.pk for period in periods)
    by_period: dict[int, list[Stored]] = defaultdict(list)
    with connection.cursor() as cursor:
        ids = [period.pk for period in periods]
        if ids:
            cursor.execute(_RESULTS.format(places=",".join(["%s"] * len(ids))), ids)
            for row in cursor.fetchall():
                by_period[row[0]].append(_stored(row))
    return [
        StoredMonth(period, pins[period.pk].revision, pins[period.pk].snapshot, by_period[period.pk])
        for period in sorted(periods, key=lambda one: one.starts_on)
    ]


def _stored(row: tuple[Any, ...]) -> Stored:
    _, agency, set_id, group, cents, rank, of, grade, provisional, headcount, breakdown = row
    total: Decimal | None = None if cents is None else from_cents(cents)
    standing = Standing(total, rank, of if rank is not None else None, grade, bool(provisional))
    return Stored(agency, set_id, group, headcount, standing, _decode(breakdown))
