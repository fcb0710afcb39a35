"""Which agencies have been visited and when last, those merged into them included (feature 29)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from agencies.models import AgencyVersion
from evaluations.enums import InspectionState
from evaluations.gather.planning.lineage import Lineage, lineage_on
from evaluations.models import Inspection
from evaluations.models.inspections import RECORD_RELEASED

FINISHED = Q(state__in=RECORD_RELEASED) | Q(state=InspectionState.ON_SITE, finished_at__isnull=False)
"""A visit counts as one once the work on site is over; one that was cancelled never does."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An agency of today with its last visit; ``through`` is the predecessor visited, if it was one."""

    version: AgencyVersion
    last: date | None
    through: int | None = None

    def days_since(self, today: date) -> int | None:
        """Whole days since the last visit, None when there was none."""
        return None if self.last is None else (today - self.last).days


def coverage(today: date, lineage: Lineage | None = None) -> list[Seen]:
    """Every rated agency of today: never seen first, then the longest ago (one query more)."""
    lineage = lineage or lineage_on(today)
    latest: dict[int, tuple[date, int]] = {}
    visits = Inspection.objects.filter(FINISHED).values_list("agency").annotate(last=Max("visited_on"))
    for agency_id, last in visits.order_by("agency"):
        for heir in lineage.heirs_of(agency_id):
            # of two on one day the agency's own visit is told
            latest[heir] = max(latest.get(heir, (date.min, 0)), (last, agency_id))
    seen = [_seen(version, latest.get(version.agency_id)) for version in lineage.living]
    return sorted(seen, key=lambda one: (one.last or date.min, one.version.name_sort, one.version.agency_id))


def _seen(version: AgencyVersion, latest: tuple[date, int] | None) -> Seen:
    if latest is None:
        return Seen(version, None)
    last, agency_id = latest
    return Seen(version, last, None if agency_id == version.agency_id else agency_id)
