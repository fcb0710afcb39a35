"""Objects of accounts, agencies, people and roles."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib.auth.hashers import make_password

from agencies.enums import Role
from agencies.models import Agency, RoleGrant, StaffMember, User
from agencies.tests.factories import make_user
from core import clock
from core.models import Notification, OutboxMessage

if TYPE_CHECKING:
    from tests.access.world import World

REASON = {"reason": "Quyết định 12/QĐ-SNV"}


def nothing(world: "World") -> None:
    """For lists and pages about nothing in particular."""


def password_link(world: "World") -> dict[str, str]:
    return {"uidb36": "1", "key": "set-password"}


def own_password(world: "World") -> None:
    """Everybody gets a password; elsewhere nobody has one and so is never asked for it again."""
    User.objects.update(password=make_password("mot mat khau dai 1847"))


def department(world: "World") -> Agency:
    return world.cast.department


def officer(world: "World") -> StaffMember | None:
    return world.cast.officer.staff


def officers_account(world: "World") -> User:
    return world.cast.officer


def admins_account(world: "World") -> User:
    return world.cast.admin


def closed_account(world: "World") -> User:
    return make_user(is_active=False)


def unit_heads_role(world: "World") -> RoleGrant:
    return RoleGrant.objects.get(user=world.cast.unit_head)


def officers_notification(world: "World") -> Notification:
    return Notification.objects.create(
        recipient=world.cast.officer,
        kind="test",
        key="test",
        subject="Thử",
        body="Thử",
        created_at=clock.now(),
    )


def parked_work(world: "World") -> None:
    """A message that was tried too often and given up."""
    OutboxMessage.objects.create(topic="results.stale", payload={}, created_at=clock.now(), attempts=99)


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "account pages": nothing,
    "own first password": nothing,
    "own password": own_password,
    "password link": password_link,
    "agencies": nothing,
    "department A": department,
    "people": nothing,
    "officer": officer,
    "roles": nothing,
    "accounts": nothing,
    "account of the officer": officers_account,
    "account of the admin": admins_account,
    "closed account": closed_account,
    "role of the unit head": unit_heads_role,
    "background work": nothing,
    "parked work": parked_work,
    "own notifications": nothing,
    "notification of the officer": officers_notification,
}


def _grant(world: "World", receiver: User) -> dict[str, Any]:
    agency = world.cast.unit if receiver == world.cast.officer else world.cast.province
    role = Role.UNIT_HEAD if receiver == world.cast.officer else Role.INSPECTOR
    return REASON | {
        "form_uuid": uuid4(),
        "role": role,
        "agency": agency.pk,
        "starts_on": clock.today().isoformat(),
        "ends_on": "",
    }


def _reason(world: "World", _object: Any) -> dict[str, Any]:
    return REASON


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "role_grant": _grant,
    "role_end": _reason,
    "user_disable": _reason,
    "user_enable": _reason,
}
