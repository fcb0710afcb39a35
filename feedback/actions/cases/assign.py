"""The head gives a case to a unit, whose head then sees it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from agencies.enums import Role
from agencies.gather.heads import heads_on
from agencies.models import AgencyVersion, User
from core import clock
from core.dates import format_day
from core.notifications import notify
from feedback.actions.cases.moving import locked, move, note_act
from feedback.actions.cases.refusals import CaseRefused
from feedback.declarations import CASE_ASSIGNED
from feedback.models import FeedbackCase


def assign_case(
    *, case: FeedbackCase, unit: int, seen_version: int, actor: User, at: datetime
) -> FeedbackCase:
    """Give ``case`` to a unit of its agency (or to the agency itself), and tell who heads the unit.

    Raises CaseRefused, StaleCase, core.transitions.TransitionRefused.
    """
    with transaction.atomic():
        current = locked(case, seen_version)
        refuse_foreign_unit(current.agency_id, unit, at)
        before, current.unit_id = current.unit_id, unit
        move(current, "assign", changed=["unit"], actor=actor, at=at)
        notify(
            CASE_ASSIGNED,
            recipients=heads_on([unit], clock.local_day(at), Role.UNIT_HEAD).exclude(pk=actor.pk),
            key=f"{CASE_ASSIGNED.name}:{current.pk}:{current.version}",
            context={"short": current.short, "due": format_day(current.due_on)},
            url=reverse("case_detail", args=[current.pk]),
            at=at,
        )
        note_act("case.assigned", current, actor=actor, at=at, before={"unit": before}, after={"unit": unit})
    return current


def refuse_foreign_unit(agency: int | None, unit: int, at: datetime) -> None:
    """Raises CaseRefused unless ``unit`` belongs to the rated ``agency`` today."""
    standing = AgencyVersion.objects.as_of(clock.local_day(at)).filter(agency=unit, rated_agency=agency)
    if agency is None or not standing.exists():
        raise CaseRefused({"unit": "Phòng, bộ phận này không thuộc cơ quan được phản ánh."})
