"""Double inspections: the second visit beside the first, each with its team and what it recorded."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from agencies.models import User
from evaluations.enums import InspectionState
from evaluations.gather.fairness.valuing import Values
from evaluations.gather.inspections import with_agency_names
from evaluations.models import Inspection, Observation, TeamMember
from evaluations.rules.fairness.agreement import Reading, Visited


@dataclass(frozen=True, slots=True)
class Pair:
    """A double inspection of one agency; ``ids`` are those of the first and of the second visit."""

    ids: tuple[UUID, UUID]
    agency_name: str
    first: Visited
    second: Visited
    state: str
    """What has become of the second visit, in words."""


def gather_pairs(user: User, since: date, until: date, on: date) -> list[Pair]:
    """Pairs whose second visit was or is to be in [since, until), newest first; four queries at any size."""
    seconds = (
        Inspection.objects.visible_to(user, on)
        .filter(double_of__isnull=False, visited_on__gte=since, visited_on__lt=until)
        .exclude(state=InspectionState.CANCELLED)
    )
    named = with_agency_names(seconds).select_related("double_of")
    rows: list[Any] = list(named.order_by("-visited_on", "pk"))
    ids = [pk for row in rows for pk in (row.pk, row.double_of_id)]
    teams, readings = _teams(ids), _readings(ids)

    def visited(one: Inspection) -> Visited:
        concluded = one.state == InspectionState.CONCLUDED
        return Visited(one.visited_on, frozenset(teams[one.pk]), concluded, readings[one.pk])

    return [
        Pair(
            (row.double_of.pk, row.pk),
            row.agency_name or "",
            visited(row.double_of),
            visited(row),
            row.get_state_display(),
        )
        for row in rows
    ]


def _teams(inspections: Collection[UUID | None]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    members = TeamMember.objects.filter(inspection__in=inspections).order_by("pk")
    for inspection, person in members.values_list("inspection", "user"):
        found[inspection].add(person)
    return found


def _readings(inspections: Collection[UUID | None]) -> dict[UUID, dict[int, Reading]]:
    rows = list(
        Observation.objects.filter(inspection__in=inspections, not_applicable=False)
        .order_by("pk")
        .values_list("inspection", "criterion", "n", "k", "severity")
    )
    values = Values(row[1] for row in rows)
    found: dict[UUID, dict[int, Reading]] = defaultdict(dict)
    for inspection, criterion, n, k, severity in rows:
        found[inspection][criterion] = values.reading(criterion, n, k, severity)
    return found
