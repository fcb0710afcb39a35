"""Whom the ladder concerns: the heads of agencies, the heads of their units, and Home Affairs."""

from collections.abc import Collection
from datetime import date

from django.db.models import F, Q, QuerySet

from agencies.enums import Role
from agencies.models import AgencyVersion, Delegation, RoleGrant, User


def holders(role: Role, on: date, agencies: Collection[int] | None = None) -> QuerySet[User]:
    """Active accounts that hold or borrow ``role`` on ``on``; ``agencies`` narrows to some."""
    own = RoleGrant.objects.as_of(on).filter(role=role)
    lent = Delegation.objects.living(on).filter(role=role)
    if agencies is not None:
        own, lent = own.filter(agency__in=agencies), lent.filter(agency__in=agencies)
    either = Q(pk__in=own.values("user")) | Q(pk__in=lent.values("receiver"))
    found: QuerySet[User] = User.objects.filter(either, is_active=True).order_by("pk")
    return found


def headed_units(agencies: Collection[int], last_day: date, today: date) -> list[AgencyVersion]:
    """The units of ``agencies`` as of the period's last day that somebody heads today, in order of names."""
    headed = RoleGrant.objects.as_of(today).filter(role=Role.UNIT_HEAD, user__is_active=True)
    units = (
        AgencyVersion.objects.as_of(last_day)
        .filter(rated_agency__in=agencies, agency__in=headed.values("agency"))
        .exclude(agency=F("rated_agency"))
    )
    return list(units.in_name_order())
