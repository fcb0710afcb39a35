"""Ranks of a period: those of the agencies just scored, and of the others that they move."""

from collections.abc import Iterable
from typing import NamedTuple

from evaluations.models import AgencyResult, Period
from evaluations.rules.going_up import Member
from evaluations.rules.ranking import Entry, rank


class Standing(NamedTuple):
    """What ranking and the province's means need of one stored result."""

    agency: int
    entry: Entry
    headcount: int
    records: int
    rank: int | None
    ranked_of: int | None

    @property
    def member(self) -> Member:
        """The agency as a part of the province (S12)."""
        return Member(self.agency, self.headcount, self.entry.total, self.entry.provisional)


def standings(period: Period) -> dict[int, Standing]:
    """Every stored result of the period by agency, in order of agency."""
    rows = AgencyResult.objects.in_period(period).order_by("agency_id")
    columns = (
        "agency_id",
        "comparison_group",
        "total",
        "is_provisional",
        "headcount",
        "records",
        "rank",
        "ranked_of",
    )
    return {
        agency: Standing(agency, Entry(agency, group, total, provisional), headcount, records, place, of)
        for agency, group, total, provisional, headcount, records, place, of in rows.values_list(*columns)
    }


def standing_of(result: AgencyResult) -> Standing:
    """A fresh result's standing; its old place is unknown."""
    entry = Entry(result.agency_id, result.comparison_group, result.total, result.is_provisional)
    return Standing(result.agency_id, entry, result.headcount, result.records, None, None)


def give_places(fresh: Iterable[AgencyResult], others: dict[int, Standing]) -> list[AgencyResult]:
    """Rank all together (S11): sets the places of ``fresh`` and returns the others whose place moved."""
    results = list(fresh)
    together = others | {result.agency_id: standing_of(result) for result in results}
    places = rank(standing.entry for standing in together.values())
    for result in results:
        result.rank, result.ranked_of = places[result.agency_id].rank, places[result.agency_id].of
    done = {result.agency_id for result in results}
    moved = []
    for agency, standing in others.items():
        place = places[agency]
        if agency not in done and (standing.rank, standing.ranked_of) != (place.rank, place.of):
            moved.append(AgencyResult(agency_id=agency, rank=place.rank, ranked_of=place.of))
    return moved
