"""Ranks of a period: those of the agencies just scored, and of the others that they move."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from evaluations.actions.results.rows import ResultRow
from evaluations.models import AgencyResult, Period
from evaluations.rules.going_up import Member
from evaluations.rules.ranking import Entry, Ranked, rank


class Standing(NamedTuple):
    """What ranking and the province's means need of one result; a fresh one has no place yet."""

    agency: int
    group: str
    total: Decimal | None
    provisional: bool
    headcount: int
    records: int
    rank: int | None = None
    of: int | None = None

    @property
    def member(self) -> Member:
        """The agency as a part of the province (S12)."""
        return Member(self.agency, self.headcount, self.total, self.provisional)


COLUMNS = (
    "agency_id",
    "comparison_group",
    "total",
    "is_provisional",
    "headcount",
    "records",
    "rank",
    "ranked_of",
)


def standings(period: Period) -> dict[int, Standing]:
    """Every stored result of the period by agency, in order of agency."""
    rows = AgencyResult.objects.in_period(period).order_by("agency_id").values_list(*COLUMNS)
    return {row[0]: Standing(*row) for row in rows}


def fresh_standings(rows: Iterable[ResultRow]) -> dict[int, Standing]:
    """The standings of agencies just scored."""
    return {
        row.agency_id: Standing(
            row.agency_id, row.comparison_group, row.total, row.is_provisional, row.headcount, row.records
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
