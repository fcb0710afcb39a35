"""Whom an inspection concerns, and what they are told.

Reasons and findings stay in the portal, where the right to read them is asked; a message only leads there.
"""

from datetime import datetime

from django.urls import reverse

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.dates import format_day
from core.notifications import notify
from evaluations.access.follow_up import carriers
from evaluations.declarations import INSPECTION_CONCLUDED
from evaluations.models import Inspection


def tell_heads(inspection: Inspection, *, at: datetime) -> int:
    """Tell those who head the inspected agency (or its heir) on that day of its conclusion; how many."""
    heads = RoleGrant.objects.as_of(clock.local_day(at)).filter(
        role=Role.AGENCY_HEAD, agency__in=carriers(inspection)
    )
    return notify(
        INSPECTION_CONCLUDED,
        recipients=User.objects.filter(pk__in=heads.values("user"), is_active=True).order_by("pk"),
        key=f"{INSPECTION_CONCLUDED.name}:{inspection.pk}",
        context={"day": format_day(inspection.visited_on)},
        url=reverse("inspection_detail", args=[inspection.pk]),
        at=at,
    )
