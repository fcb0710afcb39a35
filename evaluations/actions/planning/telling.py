"""Whom planning concerns, and what they are told; of unannounced visits nobody but the team."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.dates import format_day
from core.notifications import notify
from evaluations.declarations.planning import INSPECTION_NOTICE, INSPECTION_PLANNED
from evaluations.enums import InspectionMode
from evaluations.models import Inspection, PlanLine


def tell_planned(lines: Iterable[PlanLine], *, at: datetime) -> int:
    """Tell the heads of agencies with announced lines of an issued plan; returns how many are new.

    Heads are found in one query however many lines there are.
    """
    announced = [line for line in lines if line.mode != InspectionMode.UNANNOUNCED]
    heads = _heads_of({line.agency_id for line in announced}, at)
    return sum(
        notify(
            INSPECTION_PLANNED,
            recipients=heads.get(line.agency_id, ()),
            key=f"{INSPECTION_PLANNED.name}:{line.pk}",
            context={"year": line.plan.year, "quarter": line.quarter},
            url=reverse("plan_detail", args=[line.plan_id]),
            at=at,
        )
        for line in announced
    )


def tell_notice(inspection: Inspection, *, at: datetime) -> int:
    """Tell the heads of the inspected agency that the notice letter is out."""
    return notify(
        INSPECTION_NOTICE,
        recipients=_heads_of({inspection.agency_id}, at).get(inspection.agency_id, ()),
        key=f"{INSPECTION_NOTICE.name}:{inspection.pk}",
        context={"day": format_day(inspection.visited_on)},
        url=reverse("inspection_detail", args=[inspection.pk]),
        at=at,
    )


def _heads_of(agency_ids: set[int], at: datetime) -> dict[int, list[Any]]:
    """Active accounts that head each agency on the day of ``at``."""
    grants = RoleGrant.objects.as_of(clock.local_day(at)).filter(
        role=Role.AGENCY_HEAD, agency__in=agency_ids, user__is_active=True
    )
    heads: dict[int, list[User]] = {}
    for grant in grants.select_related("user").order_by("pk"):
        heads.setdefault(grant.agency_id, []).append(grant.user)
    return heads
