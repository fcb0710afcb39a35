"""Ranks of a period: those of the agencies just scored, and of the others that they move."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from evaluations.actions.results.rows import ResultRow
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period
from evaluations.rules.going_up import Member
from evaluations.rules.ranking import Entry, Ranked, rank
from evaluations.rules.rounding import from_cents

_STANDINGS = """
SELECT agency_id, CAST(round(total * 100) AS integer), comparison_group, is_provisional, headcount, records,
       criteria_set_id, rank, ranked_of
FROM evaluations_agencyresult WHERE period_id = %s ORDER BY agency_id
"""


class Standing(NamedTuple):
    """What ranking and the province's means need of one result; a fresh one has no place yet."""

    agency: int
    total: Decimal | None
    group: str
    provisional: bool
    headcount: int
    records: int
    set_id: int
    rank: int | None = None
    of: int | None = None

    @property
    def member(self) -> Member:
        """The agency as a part of the province (S12)."""
        return Member(self.agency, self.headcount, self.total, self.provisional)


def standings(period: Period) -> dict[int, Standing]:
    """Every stored result of the period by agency, in order of agency."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDINGS, [period.pk])
        return {
            row[0]: Standing(row[0], None if row[1] is None else from_cents(row[1]), *row[2:])
            for row in cursor.fetchall()
        }


def fresh_standings(rows: Iterable[ResultRow]) -> dict[int, Standing]:
    """The standings of agencies just scored."""
    return {
        row.agency_id: Standing(
            row.agency_id,
            row.total,
            row.comparison_group,
            row.is_provisional,
            row.headcount,
            row.records,
            row.criteria_set_id,
        )
        for row in rows
    }


def places(period: Period, together: Mapping[int, Standing], rows: Iterable[ResultRow]) -> dict[int, Ranked]:
    """The place of every agency among all of the period, by the terms of its group's set (S11).

    ``rows`` are those just scored; what ranks unrounded reads the others' exact totals, one statement.
    """
    by_set: dict[int, list[Standing]] = defaultdict(list)
    for one in together.values():
        by_set[one.set_id].append(one)
    placed: dict[int, Ranked] = {}
    for set_id, members in by_set.items():
        rules = load_set(set_id).rules
        exact = _exact_totals(period, set_id, rows) if rules.ranks_unrounded else {}
        entries = (
            Entry(one.agency, one.group, one.total, one.provisional, exact.get(one.agency)) for one in members
        )
        placed |= rank(entries, unrounded=rules.ranks_unrounded, min_ranked=rules.min_ranked)
    return placed


def _exact_totals(period: Period, set_id: int, rows: Iterable[ResultRow]) -> dict[int, Decimal]:
    """Totals before rounding by agency: as stored, and as just scored."""
    results = AgencyResult.objects.filter(period=period, criteria_set=set_id).order_by()
    told = {pk: breakdown["exact"] for pk, breakdown in results.values_list("agency", "breakdown")}
    told |= {
        row.agency_id: json.loads(row.breakdown)["exact"] for row in rows if row.criteria_set_id == set_id
    }
    return {agency: Decimal(exact) for agency, exact in told.items() if exact is not None}


def moved(
    stored: Mapping[int, Standing], fresh: Mapping[int, Standing], places: Mapping[int, Ranked]
) -> list[Ranked]:
    """The new places of stored agencies that were not scored again, where they differ from the old."""
    return [
        places[agency]
        for agency, standing in stored.items()
        if agency not in fresh and (standing.rank, standing.of) != (places[agency].rank, places[agency].of)
    ]
