"""Which ended agencies live on in which: the heirs of their open work and the past of the living."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from agencies.models import AgencySuccession, AgencyVersion
from agencies.rules.heirs import heirs


def successors_on(on: date) -> dict[int, list[int]]:
    """Agency → those that took over from it by reorganisations in force on ``on``, oldest first."""
    links: dict[int, list[int]] = defaultdict(list)
    rows = AgencySuccession.objects.filter(reorganisation__in_force_on__lte=on)
    for predecessor, successor in rows.order_by("reorganisation__in_force_on", "pk").values_list(
        "predecessor_id", "successor_id"
    ):
        links[predecessor].append(successor)
    return dict(links)


def living_on(on: date) -> frozenset[int]:
    """The agencies that stand on ``on``."""
    return frozenset(AgencyVersion.objects.as_of(on).values_list("agency_id", flat=True))


def heir_by_agency(agency_ids: Collection[int], on: date) -> dict[int, int]:
    """The heir of each ended agency of ``agency_ids``; the nearest where a split left several.

    Living agencies, and those that nobody took over from, have none. Two queries.
    """
    links, living = successors_on(on), living_on(on)
    found = {agency: heirs(agency, links, living) for agency in agency_ids}
    return {agency: taken[0] for agency, taken in found.items() if taken}


def lineages(agency_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Each agency of ``agency_ids`` with the ended ones whose work it carries on; two queries."""
    links, living = successors_on(on), living_on(on)
    past: dict[int, set[int]] = {agency: {agency} for agency in agency_ids}
    for ended in links:
        for heir in heirs(ended, links, living):
            if heir in past:
                past[heir].add(ended)
    return {agency: frozenset(line) for agency, line in past.items()}
