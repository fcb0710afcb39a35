"""The units of an agency, as the desks offer them."""

from datetime import date

from agencies.models import AgencyVersion


def units_of(agency_id: int, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units inside a rated agency, in the order of names."""
    below = AgencyVersion.objects.as_of(on).filter(rated_agency=agency_id).exclude(agency=agency_id)
    return [(unit.agency_id, unit.name) for unit in below.in_name_order()]
