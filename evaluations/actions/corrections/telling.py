"""Whom a correction concerns: who may decide it, who asked, the heads of agencies whose figures move."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse

from agencies.enums import Role
from agencies.gather.heads import heads_on
from agencies.models import RoleGrant, User
from core import clock
from core.notifications import notify
from evaluations.declarations.corrections import CORRECTION_ASKED, CORRECTION_GRANTED, CORRECTION_REFUSED
from evaluations.models import Correction


def tell_asked(correction: Correction, agencies: Collection[int], *, at: datetime) -> int:
    """Those who may decide, and the heads of the agencies that the lines are about, but not who asked."""
    deciders = RoleGrant.objects.as_of(clock.local_day(at)).filter(role=Role.HOME_AFFAIRS).values("user")
    people = User.objects.filter(pk__in=deciders, is_active=True)
    people |= heads_on(agencies, clock.local_day(at))
    return notify(
        CORRECTION_ASKED,
        recipients=people.exclude(pk=correction.asked_by_id).distinct().order_by("pk"),
        key=f"{CORRECTION_ASKED.name}:{correction.pk}",
        context={"period": correction.period.label, "cause": correction.get_cause_display()},
        url=address(correction),
        at=at,
    )


def tell_granted(correction: Correction, agencies: Collection[int], revision: int, *, at: datetime) -> int:
    """The heads of every agency of which a figure or a rank moved, and who asked.

    It leads to the period's revisions: whose rank alone moved reads there what, and not the request itself.
    """
    people = heads_on(agencies, clock.local_day(at))
    people |= User.objects.filter(pk=correction.asked_by_id, is_active=True)
    return notify(
        CORRECTION_GRANTED,
        recipients=people.distinct().order_by("pk"),
        key=f"{CORRECTION_GRANTED.name}:{correction.pk}",
        context={"period": correction.period.label, "revision": revision},
        url=reverse("period_revisions", args=[correction.period_id]),
        at=at,
    )


def tell_refused(correction: Correction, agencies: Collection[int], *, at: datetime) -> int:
    """Who asked, and the heads of the agencies that the lines are about."""
    people = heads_on(agencies, clock.local_day(at))
    people |= User.objects.filter(pk=correction.asked_by_id, is_active=True)
    return notify(
        CORRECTION_REFUSED,
        recipients=people.distinct().order_by("pk"),
        key=f"{CORRECTION_REFUSED.name}:{correction.pk}",
        context={"period": correction.period.label},
        url=address(correction),
        at=at,
    )


def address(correction: Correction) -> str:
    """The page of the correction."""
    return reverse("correction_detail", args=[correction.pk])
