"""Short ways to make an organisation for tests; dates are given, never read off the wall."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from agencies.enums import AgencyKind, AgencyLevel, PersonType, Position, Role
from agencies.models import Agency, AgencyVersion, Posting, RoleGrant, StaffMember, User
from agencies.rules.comparison import RATED_KINDS

START = date(2025, 7, 1)
RECORDED = datetime(2025, 7, 1, tzinfo=UTC)
_numbers = count(1)


def make_agency(
    name: str,
    kind: str = AgencyKind.DEPARTMENT,
    parent: Agency | None = None,
    *,
    starts_on: date = START,
    ends_on: date | None = None,
    **fields: Any,
) -> Agency:
    """An agency with one version from 1 July 2025 on, placed under ``parent``."""
    agency = Agency.objects.create(code=fields.pop("code", f"cq-{next(_numbers)}"))
    above = parent.versions.get(ends_on=None) if parent else None
    AgencyVersion.objects.create(
        agency=agency,
        name=name,
        short_name=fields.pop("short_name", name),
        kind=kind,
        level=fields.pop("level", AgencyLevel.PROVINCE),
        parent=parent,
        path=f"{above.path if above else '/'}{agency.pk}/",
        rated_agency=agency if kind in RATED_KINDS else above.rated_agency if above else None,
        starts_on=starts_on,
        ends_on=ends_on,
        **fields,
    )
    return agency


def make_staff(
    full_name: str, agency: Agency, *, position: str = Position.STAFF, starts_on: date = START, **fields: Any
) -> StaffMember:
    """A person with one regular post in ``agency``; further keywords go to the posting."""
    staff = StaffMember.objects.create(
        code=f"VL{next(_numbers):06d}", full_name=full_name, person_type=PersonType.CIVIL_SERVANT
    )
    Posting.objects.create(
        staff=staff,
        agency=agency,
        position=position,
        title=Position(position).label,
        starts_on=starts_on,
        recorded_at=RECORDED,
        **fields,
    )
    return staff


def make_user(staff: StaffMember | None = None, **fields: Any) -> User:
    """An account without a usable password (tests sign in by ``force_login``)."""
    number = next(_numbers)
    return User.objects.create_user(
        username=fields.pop("username", staff.code if staff else f"user{number}"),
        staff=staff,
        display_name=fields.pop("display_name", staff.full_name if staff else f"Tài khoản {number}"),
        **fields,
    )


def grant(
    user: User, role: Role, agency: Agency, *, starts_on: date = START, ends_on: date | None = None
) -> RoleGrant:
    """Give ``user`` a role over ``agency``."""
    return RoleGrant.objects.create(user=user, role=role, agency=agency, starts_on=starts_on, ends_on=ends_on)
