"""Whom issued minutes concern, and what they are told; what was found stays in the portal."""

from datetime import datetime

from django.urls import reverse

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.dates import format_day
from core.notifications import notify
from evaluations.declarations.documents import MINUTES_ISSUED
from evaluations.models import Inspection


def tell_of_minutes(inspection: Inspection, *, at: datetime) -> int:
    """Tell those who head the inspected agency that day; returns how many."""
    heads = RoleGrant.objects.as_of(clock.local_day(at)).filter(
        role=Role.AGENCY_HEAD, agency=inspection.agency_id
    )
    return notify(
        MINUTES_ISSUED,
        recipients=User.objects.filter(pk__in=heads.values("user"), is_active=True).order_by("pk"),
        key=f"{MINUTES_ISSUED.name}:{inspection.pk}",
        context={"day": format_day(inspection.visited_on), "due": format_day(inspection.explain_due_on)},
        url=reverse("inspection_minutes", args=[inspection.pk]),
        at=at,
    )
