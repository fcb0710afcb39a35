"""Marks of concluded inspections by who recorded them, and by who led the team."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.models import User
from evaluations.gather.fairness.valuing import Values
from evaluations.models import Inspection, Observation, TeamMember
from evaluations.rules.fairness.marks import Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """What was recorded in a span of days; ``names`` are the people's, in the order of Vietnamese names.

    Values are as recorded on site: what an explanation changed later is the agency's, not the inspector's.
    """

    marks: list[Mark]
    names: dict[int, str]

    @property
    def visits(self) -> int:
        """How many inspections were read."""
        return len({mark.visit for mark in self.marks})


def gather_marks(user: User, since: date, until: date, on: date, *, of_team: bool = False) -> Marks:
    """Marks of inspections of [since, until) that ``user`` may know of, by who recorded them.

    ``of_team`` gives all marks of a visit to the leader of its team. Three or four queries at any size.
    """
    visible = Inspection.objects.visible_to(user, on).concluded()
    within = visible.filter(visited_on__gte=since, visited_on__lt=until).order_by()
    rows = list(
        Observation.objects.filter(inspection__in=within.values("pk"), not_applicable=False)
        .order_by()
        .values_list("recorded_by", "inspection", "inspection__agency", "criterion", "n", "k")
    )
    values = Values(row[3] for row in rows)
    marks = [
        Mark(person, visit.hex, agency, criterion, values.value(criterion, n, k))
        for person, visit, agency, criterion, n, k in rows
    ]
    if of_team:
        leads = _leaders(since, until)
        marks = [mark._replace(person=leads[mark.visit]) for mark in marks if mark.visit in leads]
    return Marks(marks, _names({mark.person for mark in marks}))


def _leaders(since: date, until: date) -> dict[str, int]:
    rows = TeamMember.objects.filter(
        inspection__visited_on__gte=since,
        inspection__visited_on__lt=until,
        role=TeamMember.TeamRole.LEADER,
    )
    found: dict[str, int] = {}
    visit: UUID
    for visit, person in rows.order_by("pk").values_list("inspection", "user"):
        found.setdefault(visit.hex, person)
    return found


def _names(people: set[int]) -> dict[int, str]:
    rows = User.objects.filter(pk__in=people).order_by("staff__name_sort", "display_name", "pk")
    return dict(rows.values_list("pk", "display_name"))
