"""Keep the lines of a sheet that a person has looked at and agreed to: all of them or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from agencies.models import AgencyVersion, User
from core import audit, clock
from core.errors import Refused
from evaluations.actions.planning.lines import as_columns
from evaluations.actions.planning.telling import tell_planned
from evaluations.enums import PlanState
from evaluations.models import InspectionPlan, PlanLine
from evaluations.models.planning import workplaces_of
from evaluations.rules.planning.lines import LineFacts, errors_of


class ImportRefused(Refused):
    """A line that was in order when it was read is no longer."""


def import_lines(
    *, form_id: UUID, plan: InspectionPlan, lines: Sequence[LineFacts], actor: User, at: datetime
) -> int:
    """Add ``lines`` to the plan; returns how many are new, 0 when the same form comes again.

    A line's id follows from the form's and its place, so a repeat finds its rows. Raises ImportRefused.
    """
    with transaction.atomic():
        current = InspectionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        rows = [
            PlanLine(id=uuid5(form_id, str(place)), plan=current, **as_columns(facts))
            for place, facts in enumerate(lines)
        ]
        if not rows or PlanLine.objects.filter(pk=rows[0].pk).exists():
            return 0
        _refuse(lines, actor, at)
        PlanLine.objects.bulk_create(rows)
        if current.state == PlanState.ISSUED:
            tell_planned(rows, at=at)
        after = {"form": str(form_id), "lines": len(rows)}
        audit.record("inspection_plan.imported", actor=actor, subject=current, at=at, after=after)
    return len(rows)


def _refuse(lines: Sequence[LineFacts], actor: User, at: datetime) -> None:
    today = clock.local_day(at)
    rated = set(AgencyVersion.objects.as_of(today).rated().values_list("agency", flat=True))
    own = set(workplaces_of(actor, today))
    for line in lines:
        if errors_of(line) or line.agency_id not in rated or line.agency_id in own:
            raise ImportRefused("Danh sách cơ quan vừa thay đổi. Hãy đọc lại tệp rồi xác nhận.")
