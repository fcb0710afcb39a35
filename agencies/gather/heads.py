"""Who is concerned today: heads of agencies and units, Home Affairs. Asked at the moment of telling."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from agencies.enums import Role
from agencies.models import AgencyVersion, RoleGrant, User


def heads_on(agency_ids: Iterable[int], on: date, role: str = Role.AGENCY_HEAD) -> QuerySet[User]:
    """Active accounts that head one of the agencies on ``on``; of ended agencies nobody does."""
    held = RoleGrant.objects.as_of(on).filter(role=role, agency__in=_standing(agency_ids, on))
    people: QuerySet[User] = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return people.order_by("pk")


def heads_by_agency(agency_ids: Iterable[int], on: date) -> dict[int, list[User]]:
    """The same for many agencies at once, by agency; one query."""
    found: dict[int, list[User]] = defaultdict(list)
    held = RoleGrant.objects.as_of(on).filter(
        role=Role.AGENCY_HEAD, agency__in=_standing(agency_ids, on), user__is_active=True
    )
    for grant in held.select_related("user").order_by("user"):
        found[grant.agency_id].append(grant.user)
    return dict(found)


def home_affairs_on(on: date) -> QuerySet[User]:
    """Active accounts of Home Affairs on ``on``."""
    held = RoleGrant.objects.as_of(on).filter(role=Role.HOME_AFFAIRS)
    people: QuerySet[User] = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return people.order_by("pk")


def _standing(agency_ids: Iterable[int], on: date) -> QuerySet[AgencyVersion]:
    return AgencyVersion.objects.as_of(on).filter(agency__in=list(agency_ids)).values("agency")
