"""Giving a role over an agency."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.enums import AgencyKind, Role
from agencies.models import Agency, AgencyVersion, RoleGrant, User
from agencies.rules.roles import conflicting, kinds_for
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Refused
from core.replay import create_once


class RoleDoesNotFit(Refused):
    """The role may not be held over this agency, by this person or from this day."""


class RoleHeldAlready(Refused):
    """The person holds the role over the agency on some of those days already."""

    def __init__(self) -> None:
        super().__init__(
            "Người này đã được giao đúng vai trò ấy tại cơ quan này trong thời gian đã chọn. "
            "Hãy xem lại danh sách vai trò; muốn đổi thời hạn thì thôi giao vai trò cũ trước."
        )


def grant_role(
    *,
    form_id: UUID,
    user: User,
    role: Role,
    agency: Agency,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    actor: User,
    at: datetime,
) -> RoleGrant:
    """Give ``user`` ``role`` over ``agency`` for [starts_on, ends_on); the same form twice gives one grant.

    Raises AccessRefused for whoever may not (nobody gives a role to themselves), RoleDoesNotFit,
    RoleHeldAlready, and Conflict when ``form_id`` came before with other content.
    """
    require(actor, "role.grant", user)
    today = local_day(at)
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        grant = RoleGrant(
            id=form_id,
            user=user,
            role=role,
            agency=agency,
            granted_by=actor,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        existing = RoleGrant.objects.filter(pk=form_id).exists()
        if not existing:
            _check(user, role, agency, starts_on, ends_on, today)
        try:
            grant, is_new = create_once(grant, "user", "role", "agency", "granted_by", "starts_on")
        except IntegrityError as error:
            raise RoleHeldAlready from error
        if is_new:
            audit.record(
                "role.granted",
                actor=actor,
                subject=grant,
                at=at,
                agency_id=agency.pk,
                after=facts_of(grant),
                reason=reason,
            )
    return grant


def facts_of(grant: RoleGrant) -> dict[str, object]:
    """What the audit trail keeps of a grant."""
    return {
        "user": grant.user_id,
        "role": str(grant.role),
        "agency": grant.agency_id,
        "starts_on": grant.starts_on.isoformat(),
        "ends_on": grant.ends_on.isoformat() if grant.ends_on else None,
    }


def _check(
    user: User, role: Role, agency: Agency, starts_on: date, ends_on: date | None, today: date
) -> None:
    """Raise RoleDoesNotFit with the reason unless the role may be given so."""
    if not user.is_active:
        raise RoleDoesNotFit("Tài khoản này đang bị khóa nên không giao vai trò được.")
    if starts_on < today:
        raise RoleDoesNotFit("Vai trò không giao lùi ngày được. Hãy chọn từ hôm nay trở đi.")
    if ends_on is not None and ends_on <= starts_on:
        raise RoleDoesNotFit("Ngày thôi giao phải sau ngày bắt đầu.")
    version = AgencyVersion.objects.as_of(starts_on).filter(agency=agency).first()
    if version is None:
        raise RoleDoesNotFit("Cơ quan này không tồn tại vào ngày bắt đầu. Hãy chọn cơ quan kế thừa.")
    if AgencyKind(version.kind) not in kinds_for(role):
        raise RoleDoesNotFit(f"Vai trò “{role.label}” không giao được tại “{version.short_name}”.")
    held = RoleGrant.objects.filter(user=user).exclude(pk__in=RoleGrant.objects.over(today).values("pk"))
    other = conflicting(role, set(held.values_list("role", flat=True)))
    if other is not None:
        raise RoleDoesNotFit(
            f"Người này đang giữ vai trò “{other.label}”; một người không giữ cùng lúc hai vai trò này."
        )
