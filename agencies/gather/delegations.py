"""Which roles a head may lend, to whom, and how a delegation stands on a day."""

from datetime import date

from django.db.models import QuerySet

from agencies.gather.names import names_on
from agencies.models import AgencyVersion, Delegation, Posting, RoleGrant, User
from agencies.rules.delegating import LENDABLE


def lendable_grants(user: User, on: date) -> list[tuple[RoleGrant, AgencyVersion]]:
    """The user's own grants that may be lent on ``on``, each with its agency as it is called then."""
    grants = list(RoleGrant.objects.as_of(on).filter(user=user, role__in=LENDABLE).order_by("pk"))
    names = names_on((grant.agency_id for grant in grants), on)
    return [(grant, names[grant.agency_id]) for grant in grants if grant.agency_id in names]


def possible_receivers(giver: User, versions: list[AgencyVersion], on: date) -> QuerySet[User]:
    """Active accounts of people of the rated agencies of ``versions`` on ``on``, without the giver."""
    rated = {version.rated_agency_id for version in versions if version.rated_agency_id}
    units = AgencyVersion.objects.as_of(on).filter(rated_agency__in=rated).values("agency")
    posts = Posting.objects.as_of(on).filter(agency__in=units)
    found = User.objects.filter(is_active=True, staff__in=posts.values("staff")).exclude(pk=giver.pk)
    return found.select_related("staff").in_name_order()


def living_ids(rows: list[Delegation], on: date) -> set[int]:
    """Which of ``rows`` give a right on ``on``: dated so and their giver still holds the role."""
    wanted = [row.pk for row in rows]
    return set(Delegation.objects.living(on).filter(pk__in=wanted).values_list("pk", flat=True))
