"""The rated agencies of a day, and which of them carry on the work of agencies that ended."""

from dataclasses import dataclass
from datetime import date

from agencies.models import AgencyVersion
from agencies.rules.heirs import heirs
from evaluations.gather.follow_up.lineage import living_on, successors_on


@dataclass(frozen=True, slots=True)
class Lineage:
    """The rated agencies of a day in name order; ``heir_of`` maps each ended agency to its living heirs."""

    living: tuple[AgencyVersion, ...]
    heir_of: dict[int, tuple[int, ...]]

    def heirs_of(self, agency_id: int) -> tuple[int, ...]:
        """The living agencies that answer for ``agency_id``: itself, or those that took over from it."""
        return self.heir_of.get(agency_id, (agency_id,))


def lineage_on(day: date) -> Lineage:
    """Who stands on ``day`` and whom they took over from (three queries)."""
    standing = AgencyVersion.objects.as_of(day).rated().select_related("agency").in_name_order()
    living = tuple(standing)
    every, successors = living_on(day), successors_on(day)
    ended = [agency_id for agency_id in successors if agency_id not in every]
    return Lineage(living, {agency_id: heirs(agency_id, successors, every) for agency_id in ended})
