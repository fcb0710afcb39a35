"""Where a counter stands on a day: its unit and the agency that is scored for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from agencies.gather.names import names_on
from agencies.models import AgencyVersion
from feedback.models import Counter


@dataclass(frozen=True, slots=True)
class Place:
    """The rated agency and the unit of a counter; the names are equal where the agency has it itself."""

    agency_id: int
    agency: str
    unit_id: int
    unit: str

    @property
    def words(self) -> str:
        """Where it is, from the unit to the agency, each named once."""
        return self.agency if self.unit_id == self.agency_id else f"{self.unit}, {self.agency}"


def places_of(counters: Iterable[Counter], on: date) -> dict[int, Place]:
    """The place of each counter by its id (two queries); those whose agency is no more are missing."""
    listed = list(counters)
    units = names_on([counter.agency_id for counter in listed], on)
    rated = names_on([unit.rated_agency_id for unit in units.values() if unit.rated_agency_id], on)
    places = {}
    for counter in listed:
        unit = units.get(counter.agency_id)
        agency = rated.get(unit.rated_agency_id) if unit and unit.rated_agency_id else None
        if unit is not None and agency is not None:
            places[counter.pk] = Place(agency.agency_id, agency.name, unit.agency_id, unit.short_name)
    return places


def rated_agency_of(counter: Counter, on: date) -> int | None:
    """The agency that is scored for a counter on a day (one query); None where it is no more."""
    standing = AgencyVersion.objects.as_of(on)
    units = standing.filter(agency=counter.agency_id)
    found: int | None = (
        units.filter(Exists(standing.filter(agency=OuterRef("rated_agency"))))
        .values_list("rated_agency", flat=True)
        .first()
    )
    return found
