"""Whom an act after the minutes concerns; reasons stay in the portal, a message only leads there.

Recipients are asked for at the moment of telling: who heads the agency today, who is on the team today.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from agencies.models import User
from core import clock
from core.notifications import Kind, notify
from evaluations.access.follow_up import carriers
from evaluations.gather.follow_up.people import heads_on, last_names
from evaluations.models import Inspection, TeamMember


def heads(agency_ids: Iterable[int], at: datetime) -> QuerySet[User]:
    """Who heads one of the agencies at ``at``."""
    return heads_on(agency_ids, clock.local_day(at))


def tell_agency(
    kind: Kind, inspection: Inspection, *, key: str, context: dict[str, Any], url: str, at: datetime
) -> int:
    """Tell those who head the inspected agency today, or its heir; returns how many are told anew."""
    people = heads(carriers(inspection), at)
    return notify(kind, recipients=people, key=f"{kind.name}:{key}", context=context, url=url, at=at)


def tell_team(
    kind: Kind, inspection: Inspection, *, key: str, context: dict[str, Any], url: str, at: datetime
) -> int:
    """Tell the members of the team; returns how many are told anew."""
    members = TeamMember.objects.filter(inspection=inspection).values("user")
    people = User.objects.filter(pk__in=members, is_active=True).order_by("pk")
    return notify(kind, recipients=people, key=f"{kind.name}:{key}", context=context, url=url, at=at)


def findings_url(inspection: Inspection) -> str:
    """The page of findings and explanations."""
    return reverse("inspection_findings", args=[inspection.pk])


def remedies_url() -> str:
    """The list of recommendations."""
    return reverse("recommendation_list")


def name_of(agency_id: int, at: datetime) -> str:
    """What an agency is called at ``at``; one that has ended goes by its last name."""
    return last_names([agency_id], clock.local_day(at)).get(agency_id, "")
