"""People with the posts they hold on a day, and one person's posts in time; a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from agencies.enums import PostingKind
from agencies.gather.names import names_on, version_on
from agencies.models import AgencyVersion, Posting, StaffMember

# A person's own post first, then where they are lent, then what they do beside it.
_KIND_ORDER = {PostingKind.REGULAR: 0, PostingKind.SECONDMENT: 1, PostingKind.CONCURRENT: 2}


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with the names of its unit and of the rated agency the unit belongs to (None when the same)."""

    posting: Posting
    unit: AgencyVersion
    office: AgencyVersion | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the posts held on the day asked; none when they have left."""

    staff: StaffMember
    seats: list[Seat] = field(default_factory=list)


def person_rows(people: Iterable[StaffMember], on: date) -> list[PersonRow]:
    """``people`` in their order, each with the posts held on ``on``; three queries."""
    rows = {staff.pk: PersonRow(staff) for staff in people}
    postings = list(Posting.objects.as_of(on).filter(staff__in=rows).order_by("starts_on", "pk"))
    units = names_on((posting.agency_id for posting in postings), on)
    offices = names_on({unit.rated_agency_id for unit in units.values() if unit.rated_agency_id}, on)
    for posting in sorted(postings, key=lambda row: _KIND_ORDER[PostingKind(row.kind)]):
        unit = units.get(posting.agency_id)
        if unit is not None:
            rows[posting.staff_id].seats.append(Seat(posting, unit, _office(unit, offices)))
    return list(rows.values())


def career(staff: StaffMember) -> list[Seat]:
    """All posts of ``staff``, newest first, under the names the agencies had when each post began."""
    postings = list(staff.postings.order_by("-starts_on", "-pk"))
    versions = _versions_of(posting.agency_id for posting in postings)
    units = {
        row.pk: version_on(versions[row.agency_id], row.starts_on)
        for row in postings
        if row.agency_id in versions
    }
    above = _versions_of(unit.rated_agency_id for unit in units.values() if unit.rated_agency_id)
    seats = []
    for posting in postings:
        if posting.pk in units:
            offices = {pk: version_on(rows, posting.starts_on) for pk, rows in above.items()}
            seats.append(Seat(posting, units[posting.pk], _office(units[posting.pk], offices)))
    return seats


def _office(unit: AgencyVersion, offices: dict[int, AgencyVersion]) -> AgencyVersion | None:
    if unit.rated_agency_id is None or unit.rated_agency_id == unit.agency_id:
        return None
    return offices.get(unit.rated_agency_id)


def _versions_of(agency_ids: Iterable[int]) -> dict[int, list[AgencyVersion]]:
    found: dict[int, list[AgencyVersion]] = {}
    for version in AgencyVersion.objects.filter(agency__in=set(agency_ids)).order_by("starts_on"):
        found.setdefault(version.agency_id, []).append(version)
    return found
