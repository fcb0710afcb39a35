"""What a user's posts and roles reach on a day: the one place where rights become querysets.

Scope = the posts and roles held *now* × where the object's unit stood on the object's own date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from agencies.enums import Role
from agencies.models.agency import AgencyVersion
from agencies.models.people import Posting, StaffMemberQuerySet
from agencies.models.users import User
from core.prepared import prepared

PEOPLE_READERS = frozenset({Role.HOME_AFFAIRS, Role.AGENCY_HEAD, Role.UNIT_HEAD})


@dataclass(frozen=True, slots=True)
class Held:
    """One role over one agency, with the agency's path on the day asked; ``giver_id`` where it is lent."""

    role: str
    agency_id: int
    path: str
    rated_agency_id: int | None
    giver_id: int | None = None

    @property
    def is_root(self) -> bool:
        """Whether the agency stands at the top of the tree."""
        return self.path == f"/{self.agency_id}/"


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

    def lent(self) -> tuple[Held, ...]:
        """The roles the user borrows from another person."""
        return tuple(held for held in self.roles if held.giver_id is not None)

    def by_giver(self) -> Iterator[tuple[int | None, "Scope"]]:
        """The scope in parts: the user's own roles (None), and what each giver (a user's id) lent them.

        For what nobody has over themselves: a lent role does not reach its giver there, as the giver's own
        does not (RELIABILITY 2.3.7).
        """
        for giver in dict.fromkeys((None, *(held.giver_id for held in self.roles))):
            yield giver, replace(self, roles=tuple(held for held in self.roles if held.giver_id == giver))

    def agencies_with(self, *roles: Role) -> frozenset[int]:
        """The agencies over which the user directly holds one of ``roles``."""
        return frozenset(held.agency_id for held in self.roles if held.role in roles)

    def covers(self, path: str, roles: Iterable[Role]) -> bool:
        """Whether one of ``roles`` is held over an agency on ``path`` (that agency or one above it)."""
        wanted = frozenset(roles)
        return any(held.role in wanted and f"/{held.agency_id}/" in path for held in self.roles)

    def agency_condition(self, roles: Iterable[Role], prefix: str, day: str | date) -> Q:
        """Rows whose unit (field ``prefix``) stood under the user's roles on ``day`` (a date or a field).

        Used by the ``visible_to`` of other models; an empty scope gives a condition nothing meets.
        """
        reach = self._reach(roles)
        if reach is None:
            return Q(pk__in=())
        moment = OuterRef(day) if isinstance(day, str) else day
        standing = AgencyVersion.objects.filter(
            reach,
            Q(ends_on__isnull=True) | Q(ends_on__gt=moment),
            agency=OuterRef(prefix),
            starts_on__lte=moment,
        )
        return Q(Exists(standing))

    def agency_condition_before(self, roles: Iterable[Role], prefix: str, end: str) -> Q:
        """As ``agency_condition`` on the last day of a half-open range, whose end is the field ``end``."""
        reach = self._reach(roles)
        if reach is None:
            return Q(pk__in=())
        standing = AgencyVersion.objects.filter(
            reach,
            Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef(end)),
            agency=OuterRef(prefix),
            starts_on__lt=OuterRef(end),
        )
        return Q(Exists(standing))

    def _reach(self, roles: Iterable[Role]) -> Q | None:
        """Versions at or under the agencies over which one of ``roles`` is held; None where none is."""
        wanted = frozenset(roles)
        reach = Q()
        for held in self.roles:
            if held.role in wanted:
                reach |= Q(path__contains=f"/{held.agency_id}/")
        return reach or None

    def staff(self, people: StaffMemberQuerySet) -> StaffMemberQuerySet:
        """The people whose name and post the user may see: own office, led units, or the province.

        Home Affairs of the whole province also finds those who have left. A post outside every rated
        agency (the province's leaders) opens its own office only, never what stands under it.
        """
        if any(held.role == Role.HOME_AFFAIRS and held.is_root for held in self.roles):
            return people.all()
        reach = Q(pk__in=())
        for held in self.roles:
            if held.role in PEOPLE_READERS:
                reach |= Q(path__contains=f"/{held.agency_id}/")
        for held in self.workplaces:
            reach |= Q(path__startswith=held.path) if held.rated_agency_id else Q(path=held.path)
        seats = AgencyVersion.objects.as_of(self.on).filter(reach).values("agency")
        posts = Posting.objects.as_of(self.on).filter(agency__in=seats)
        # IN rather than EXISTS: beside OR both engines would ask an EXISTS again for each of 31,000 people.
        return people.filter(Q(pk__in=posts.values("staff")) | Q(pk=self.staff_id))

    def sees_people_of(self, path: str) -> bool:
        """Whether some people of the agency at ``path`` are, by this scope, the user's to see."""
        return self.covers(path, PEOPLE_READERS) or any(
            held.path.startswith(path) or (held.rated_agency_id is not None and path.startswith(held.path))
            for held in (*self.workplaces, *(held for held in self.roles if held.role in PEOPLE_READERS))
        )


def scope_of(user: User, on: date) -> Scope:
    """The scope of ``user`` on ``on``; kept on the user object for the length of one request."""
    cached = getattr(user, "_scope", None)
    if isinstance(cached, Scope) and cached.on == on:
        return cached
    scope = _load_scope(user, on)
    user._scope = scope  # type: ignore[attr-defined]
    return scope


# Every page asks this, so it is one statement, written out: building the same union by the ORM took 3 ms
# of Python, running it takes 0.2. A delegation lives only as long as the giver and the giver's own role.
_HOLDS = "{0}.starts_on <= %(on)s AND ({0}.ends_on IS NULL OR {0}.ends_on > %(on)s)"
_STANDING = f"JOIN agencies_agencyversion v ON v.agency_id = held.agency_id AND {_HOLDS.format('v')}"
_SCOPE = f"""
SELECT 'role', held.role, held.agency_id, v.path, v.rated_agency_id, NULL
  FROM agencies_rolegrant held {_STANDING}
 WHERE held.user_id = %(user)s AND {_HOLDS.format("held")}
UNION ALL
SELECT 'role', held.role, held.agency_id, v.path, v.rated_agency_id, held.giver_id
  FROM agencies_delegation held {_STANDING}
  JOIN agencies_user giver ON giver.id = held.giver_id AND giver.is_active
  JOIN agencies_rolegrant own
    ON own.user_id = held.giver_id AND own.role = held.role AND own.agency_id = held.agency_id
   AND {_HOLDS.format("own")}
 WHERE held.receiver_id = %(user)s AND {_HOLDS.format("held")}
UNION ALL
SELECT 'post', held.position, held.agency_id, v.path, v.rated_agency_id, NULL
  FROM agencies_posting held {_STANDING}
 WHERE held.staff_id = %(staff)s AND {_HOLDS.format("held")}
"""  # noqa: S608 - put together from the constants above


def _load_scope(user: User, on: date) -> Scope:
    if not user.is_active:
        return Scope(user.pk, user.staff_id, on, (), ())
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(*prepared(_SCOPE, {"on": day, "user": user.pk, "staff": user.staff_id}))
        found = sorted(cursor.fetchall(), key=lambda row: row[:3])
    roles = tuple(Held(*row[1:]) for row in found if row[0] == "role")
    posts = tuple(Held(*row[1:]) for row in found if row[0] == "post")
    return Scope(user.pk, user.staff_id, on, roles, posts)
