"""Where somebody has to be: their coming visits by day, with addresses (feature 27)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from agencies.models import AgencyVersion, User
from evaluations.enums import InspectionState
from evaluations.gather.inspections import with_agency_names
from evaluations.models import Inspection, TeamMember


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit on the way: ``inspection`` carries ``agency_name``, ``address`` and the user's ``role``."""

    inspection: Inspection
    agency: str
    address: str
    role: str


def route_of(user: User, today: date) -> dict[date, list[Stop]]:
    """The user's visits from today on, by day; on one day by address, so neighbours follow one another."""
    going = Q(state=InspectionState.DRAFT, visited_on__gte=today) | Q(state=InspectionState.ON_SITE)
    day = OuterRef("visited_on")
    standing = AgencyVersion.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), agency=OuterRef("agency"), starts_on__lte=day
    )
    mine = Inspection.objects.visible_to(user, today).of_team(user)
    roles = TeamMember.objects.filter(inspection=OuterRef("pk"), user=user)
    visits = with_agency_names(mine.filter(going)).annotate(
        address=Subquery(standing.values("address")[:1]), role=Subquery(roles.values("role")[:1])
    )
    stops: dict[date, list[Stop]] = {}
    for visit in visits.order_by("visited_on", "address", "agency_name", "pk"):
        role = TeamMember.TeamRole(visit.role).label  # type: ignore[attr-defined]
        stop = Stop(visit, visit.agency_name or "", visit.address or "", role)  # type: ignore[attr-defined]
        stops.setdefault(visit.visited_on, []).append(stop)
    return stops
