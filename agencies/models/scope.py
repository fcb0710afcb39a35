"""What a user's posts and roles reach on a day: the one place where rights become querysets.

Scope = the posts and roles held *now* × where the object's unit stood on the object's own date.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from agencies.enums import Role
from agencies.models.agency import AgencyVersion
from agencies.models.dated import in_force
from agencies.models.people import Posting, StaffMemberQuerySet
from agencies.models.roles import Delegation, RoleGrant
from agencies.models.users import User

PROVINCE_READERS = frozenset({Role.HOME_AFFAIRS, Role.LEADER, Role.INSPECTOR})
PEOPLE_READERS = frozenset({Role.HOME_AFFAIRS, Role.AGENCY_HEAD, Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class Held:
    """One role over one agency, with the agency's path on the day asked."""

    role: str
    agency_id: int
    path: str
    rated_agency_id: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The roles a user holds and the agencies where they work, on one day."""

    user_id: int
    staff_id: int | None
    on: date
    roles: tuple[Held, ...]
    workplaces: tuple[Held, ...]

    def has(self, *roles: Role) -> bool:
        """Whether the user holds one of ``roles`` anywhere."""
        return any(held.role in roles for held in self.roles)

    def agencies_with(self, *roles: Role) -> frozenset[int]:
        """The agencies over which the user directly holds one of ``roles``."""
        return frozenset(held.agency_id for held in self.roles if held.role in roles)

    def covers(self, path: str, roles: Iterable[Role]) -> bool:
        """Whether one of ``roles`` is held over an agency on ``path`` (that agency or one above it)."""
        wanted = frozenset(roles)
        return any(held.role in wanted and f"/{held.agency_id}/" in path for held in self.roles)

    def works_in(self, path: str) -> bool:
        """Whether one of the user's posts is in the rated agency that ``path`` belongs to."""
        return any(
            held.rated_agency_id is not None and f"/{held.rated_agency_id}/" in path
            for held in self.workplaces
        )

    def agency_condition(self, roles: Iterable[Role], prefix: str, day: str | date) -> Q:
        """Rows whose unit (field ``prefix``) stood, on ``day`` (a date or a field's name), under the user's roles.

        Used by the ``visible_to`` of other models; an empty scope gives a condition nothing meets.
        """
        wanted = frozenset(roles)
        reach = Q()
        for held in self.roles:
            if held.role in wanted:
                reach |= Q(path__contains=f"/{held.agency_id}/")
        if not reach:
            return Q(pk__in=())
        moment = OuterRef(day) if isinstance(day, str) else day
        standing = AgencyVersion.objects.filter(
            reach,
            Q(ends_on__isnull=True) | Q(ends_on__gt=moment),
            agency=OuterRef(prefix),
            starts_on__lte=moment,
        )
        return Q(Exists(standing))

    def staff(self, people: StaffMemberQuerySet) -> StaffMemberQuerySet:
        """The people whose name and post the user may see: own office, led units, or the province."""
        reach = Q(path__contains="//")
        for held in self.roles:
            if held.role in PEOPLE_READERS:
                reach |= Q(path__contains=f"/{held.agency_id}/")
        for held in self.workplaces:
            reach |= Q(path__startswith=held.path)
        seats = AgencyVersion.objects.as_of(self.on).filter(reach).values("agency")
        posts = Posting.objects.as_of(self.on).filter(agency__in=seats, staff=OuterRef("pk"))
        return people.filter(Exists(posts) | Q(pk=self.staff_id))


def _held(rows: Iterable[tuple[str, int]], paths: dict[int, tuple[str, int | None]]) -> tuple[Held, ...]:
    return tuple(Held(role, agency_id, *paths[agency_id]) for role, agency_id in rows if agency_id in paths)


def scope_of(user: User, on: date) -> Scope:
    """The scope of ``user`` on ``on``; kept on the user object for the length of one request."""
    cached = getattr(user, "_scope", None)
    if isinstance(cached, Scope) and cached.on == on:
        return cached
    scope = _load_scope(user, on)
    user._scope = scope  # type: ignore[attr-defined]
    return scope


def _load_scope(user: User, on: date) -> Scope:
    if not user.is_active:
        return Scope(user.pk, user.staff_id, on, (), ())
    grants = list(
        RoleGrant.objects.as_of(on).filter(user=user).order_by("id").values_list("role", "agency_id")
    )
    lent = (
        Delegation.objects.as_of(on)
        .filter(receiver=user, giver__is_active=True)
        .filter(
            Exists(
                RoleGrant.objects.filter(
                    in_force(on), user=OuterRef("giver"), role=OuterRef("role"), agency=OuterRef("agency")
                )
            )
        )
    )
    grants += list(lent.order_by("id").values_list("role", "agency_id"))
    posts: list[tuple[str, int]] = []
    if user.staff_id:
        found = Posting.objects.as_of(on).filter(staff=user.staff_id).order_by("id")
        posts = list(found.values_list("position", "agency_id"))
    ids = {agency_id for _role, agency_id in [*grants, *posts]}
    versions = AgencyVersion.objects.as_of(on).filter(agency__in=ids)
    paths = {
        agency: (path, rated)
        for agency, path, rated in versions.values_list("agency_id", "path", "rated_agency_id")
    }
    return Scope(user.pk, user.staff_id, on, _held(grants, paths), _held(posts, paths))
