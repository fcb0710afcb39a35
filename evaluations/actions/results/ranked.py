"""Ranks of a period: those of the agencies just scored, and of the others that they move."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from evaluations.actions.results.rows import ResultRow
from evaluations.models import Period
from evaluations.rules.going_up import Member
from evaluations.rules.ranking import Entry, Ranked, rank
from evaluations.rules.rounding import from_cents

_STANDINGS = """
SELECT agency_id, CAST(round(total * 100) AS integer), comparison_group, is_provisional, headcount, records,
       rank, ranked_of
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
            row.agency_id, row.total, row.comparison_group, row.is_provisional, row.headcount, row.records
        )
        for row in rows
    }


def places(together: Mapping[int, Standing]) -> dict[int, Ranked]:
    """The place of every agency among all of the period (S11)."""
    return rank(Entry(one.agency, one.group, one.total, one.provisional) for one in together.values())


def moved(
    stored: Mapping[int, Standing], fresh: Mapping[int, Standing], places: Mapping[int, Ranked]
) -> list[Ranked]:
    """The new places of stored agencies that were not scored again, where they differ from the old."""
    return [
        places[agency]
        for agency, standing in stored.items()
        if agency not in fresh and (standing.rank, standing.of) != (places[agency].rank, places[agency].of)
    ]
