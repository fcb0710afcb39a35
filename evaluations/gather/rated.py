"""Which agencies are rated in a period, and what about them decides which criteria apply."""

from collections.abc import Collection
from dataclasses import dataclass

from agencies.enums import DressProfile
from agencies.models import AgencyVersion
from agencies.rules.comparison import comparison_group
from evaluations.models import Period


@dataclass(frozen=True, slots=True)
class RatedAgency:
    """An agency as it stood on the period's last day."""

    agency_id: int
    comparison_group: str
    has_counter: bool
    sector_uniform: bool


def rated_agencies(period: Period, only: Collection[int] | None = None) -> list[RatedAgency]:
    """The agencies that get a score in ``period``, in order of id; ``only`` narrows to some ids."""
    versions = AgencyVersion.objects.as_of(period.last_day).rated()
    if only is not None:
        versions = versions.filter(agency_id__in=list(only))
    rows = versions.order_by("agency_id").values_list("agency_id", "kind", "has_counter", "dress_profile")
    return [
        RatedAgency(agency_id, comparison_group(kind), has_counter, dress == DressProfile.SECTOR)
        for agency_id, kind, has_counter, dress in rows
    ]
