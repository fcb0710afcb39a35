"""Whom an act of assessment or inspection concerns, and what they are told.

Reasons and scores stay in the portal, where the right to read them is asked; a message only leads there.
"""

from datetime import datetime

from django.urls import reverse

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.dates import format_day, format_month
from core.notifications import Kind, notify
from evaluations.declarations import INSPECTION_CONCLUDED
from evaluations.models import Inspection, SelfAssessment


def tell_author(kind: Kind, form: SelfAssessment, *, at: datetime) -> int:
    """Tell the person whose form it is that the head returned it or changed scores; returns how many."""
    return notify(
        kind,
        recipients=User.objects.filter(staff=form.staff_id, is_active=True),
        key=f"{kind.name}:{form.pk}:{form.version}",
        context={"month": format_month(form.period.starts_on)},
        url=reverse("assessment_detail", args=[form.pk]),
        at=at,
    )


def tell_heads(inspection: Inspection, *, at: datetime) -> int:
    """Tell those who head the inspected agency on that day of its conclusion; returns how many."""
    heads = RoleGrant.objects.as_of(clock.local_day(at)).filter(
        role=Role.AGENCY_HEAD, agency=inspection.agency_id
    )
    return notify(
        INSPECTION_CONCLUDED,
        recipients=User.objects.filter(pk__in=heads.values("user"), is_active=True).order_by("pk"),
        key=f"{INSPECTION_CONCLUDED.name}:{inspection.pk}",
        context={"day": format_day(inspection.visited_on)},
        url=reverse("inspection_detail", args=[inspection.pk]),
        at=at,
    )
