"""Accounts and roles: of everybody who leads or inspects, and the ready logins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from agencies.enums import Role
from agencies.models import Agency, RoleGrant, User
from agencies.province.history import PROVINCE_KEY
from agencies.province.records import PersonRecord, PostingRecord, ProvincePlan
from vhcv_portal.demo.logins import DEMO_PASSWORD, LOGINS, choose_people

BATCH = 500
ROLE_OF_POST = {"head": Role.AGENCY_HEAD, "unit_head": Role.UNIT_HEAD}
# Given by choosing a person; the other roles follow from the posts that people hold.
CHOSEN_ROLES = (Role.HOME_AFFAIRS, Role.CUSTODIAN, Role.OPERATOR)


@dataclass(frozen=True, slots=True)
class _Role:
    """A role of a person over an agency, with its half-open dates."""

    staff_code: str
    role: Role
    agency_key: str
    starts_on: date
    ends_on: date | None


def load_accounts(plan: ProvincePlan, agencies: Mapping[str, Agency], staff: Mapping[str, int]) -> None:
    """Write users and role grants; only the ready logins have a password that opens anything."""
    ready = {code: username for username, code in choose_people(plan, plan.today).items()}
    roles = [*_roles_of_posts(plan, ready), *_chosen_roles(plan, ready)]
    wanted = {*ready, *(role.staff_code for role in roles)}
    users = {
        person.code: _user(person, staff[person.code], ready.get(person.code))
        for person in plan.people
        if person.code in wanted
    }
    User.objects.bulk_create(users.values(), batch_size=BATCH)
    RoleGrant.objects.bulk_create(
        (
            RoleGrant(
                user=users[role.staff_code],
                role=role.role,
                agency=agencies[role.agency_key],
                starts_on=role.starts_on,
                ends_on=role.ends_on,
            )
            for role in roles
        ),
        batch_size=BATCH,
    )


def _user(person: PersonRecord, staff_id: int, ready: str | None) -> User:
    return User(
        username=ready or person.code,
        staff_id=staff_id,
        display_name=person.full_name,
        password=make_password(DEMO_PASSWORD if ready else None),
    )


def _roles_of_posts(plan: ProvincePlan, ready: Mapping[str, str]) -> Iterator[_Role]:
    """What follows from posts; a custodian taken from among the inspectors inspects no more."""
    keepers = {login.username for login in LOGINS if login.role == Role.CUSTODIAN}
    kinds = {agency.key: agency.kind for agency in plan.agencies}
    for person in plan.people:
        for post in person.postings:
            role = _role_of(post, kinds[post.agency_key])
            if role:
                yield _Role(person.code, role, post.agency_key, post.starts_on, post.ends_on)
    opened = plan.agencies[0].starts_on
    for code in plan.inspectors:
        if ready.get(code) in keepers:
            continue
        yield _Role(code, Role.INSPECTOR, PROVINCE_KEY, opened, None)


def _role_of(post: PostingRecord, kind: str) -> Role | None:
    """Leaders of the province read everything; heads of divisions and affiliates lead a unit."""
    if kind == "province":
        return Role.LEADER if post.position in ("head", "deputy") else None
    if kind == "affiliate" and post.position == "head":
        return Role.UNIT_HEAD
    return ROLE_OF_POST.get(post.position)


def _chosen_roles(plan: ProvincePlan, ready: Mapping[str, str]) -> Iterator[_Role]:
    roles = {login.username: login.role for login in LOGINS if login.role in CHOSEN_ROLES}
    for code, username in ready.items():
        if username in roles:
            yield _Role(code, Role(roles[username]), PROVINCE_KEY, plan.agencies[0].starts_on, None)
