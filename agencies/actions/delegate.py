"""A head lends a role to a person of the same agency for some days."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from agencies.declarations import DELEGATION_GIVEN
from agencies.enums import Role
from agencies.gather.names import last_names
from agencies.models import Agency, AgencyVersion, Delegation, Posting, RoleGrant, User
from agencies.rules.delegating import Wish, refusal_of
from agencies.rules.roles import conflicting
from core import audit
from core.access import require
from core.clock import local_day
from core.dates import format_day
from core.errors import Conflict, Refused
from core.notifications import notify
from core.replay import OTHER_CONTENT


class DelegationRefused(Refused):
    """The role cannot be lent so (HTTP 422); ``field`` is the box that is wrong."""

    status = 422

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def delegate(
    *,
    form_id: UUID,
    role: Role,
    agency: Agency,
    receiver: User,
    starts_on: date,
    ends_on: date,
    reason: str,
    actor: User,
    at: datetime,
) -> Delegation:
    """Lend ``actor``'s ``role`` over ``agency`` to ``receiver`` for [starts_on, ends_on), at most 30 days.

    It ends by itself, and at once when the giver's own role ends (RELIABILITY 2.3.7). The same form twice
    gives one. Raises AccessRefused, DelegationRefused, and Conflict for a repeated id with other content.
    """
    require(actor, "delegation.give")
    today = local_day(at)
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
        content = {"giver": actor, "receiver": receiver, "role": str(role), "agency": agency}
        existing = Delegation.objects.filter(form_id=form_id).first()
        if existing is not None:
            return _same(existing, content, starts_on, ends_on, today)
        wish = _wish(actor, receiver, role, agency, starts_on, ends_on)
        refused = refusal_of(wish, today)
        if refused is not None:
            raise DelegationRefused(*refused)
        _refuse_overlap(content, starts_on, ends_on)
        row = Delegation.objects.create(
            form_id=form_id, starts_on=starts_on, ends_on=ends_on, reason=reason, **content
        )
        _tell(row, at)
        audit.record(
            "delegation.given",
            actor=actor,
            subject=row,
            at=at,
            agency_id=agency.pk,
            after=facts_of(row),
            reason=reason,
        )
    return row


def facts_of(row: Delegation) -> dict[str, object]:
    """What the audit trail keeps of a delegation."""
    return {
        "giver": row.giver_id,
        "receiver": row.receiver_id,
        "role": str(row.role),
        "agency": row.agency_id,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
    }


def _same(
    row: Delegation, content: dict[str, object], starts_on: date, ends_on: date, today: date
) -> Delegation:
    """``row`` when this form made it; its last day is no witness once the delegation was ended before it."""
    other_end = row.ends_on != ends_on and row.ends_on > max(today, row.starts_on)
    other = any(getattr(row, name) != value for name, value in content.items())
    if other or other_end or row.starts_on != starts_on:
        raise Conflict(OTHER_CONTENT)
    return row


def _wish(actor: User, receiver: User, role: Role, agency: Agency, starts_on: date, ends_on: date) -> Wish:
    held = RoleGrant.objects.as_of(starts_on).filter(user=actor, role=role, agency=agency)
    here = AgencyVersion.objects.as_of(starts_on).filter(agency=agency).values("rated_agency")
    office = AgencyVersion.objects.as_of(starts_on).filter(rated_agency__in=here).values("agency")
    works = Posting.objects.as_of(starts_on).filter(staff=receiver.staff_id, agency__in=office)
    others = set(RoleGrant.objects.as_of(starts_on).filter(user=receiver).values_list("role", flat=True))
    conflict = conflicting(role, others)
    return Wish(
        role=role,
        holds_itself=held.exists(),
        is_self=receiver.pk == actor.pk,
        receiver_active=receiver.is_active,
        same_agency=receiver.staff_id is not None and works.exists(),
        conflict=str(conflict.label) if conflict else None,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _refuse_overlap(content: dict[str, object], starts_on: date, ends_on: date) -> None:
    standing = Delegation.objects.filter(**content, starts_on__lt=ends_on, ends_on__gt=starts_on)
    other = standing.order_by("starts_on").first()
    if other is not None:
        raise DelegationRefused(
            "starts_on",
            f"Đã có ủy quyền cùng vai trò cho người này từ {format_day(other.starts_on)} "
            f"đến trước {format_day(other.ends_on)}.",
        )


def _tell(row: Delegation, at: datetime) -> None:
    name = last_names([row.agency_id])[row.agency_id].short_name
    notify(
        DELEGATION_GIVEN,
        recipients=[row.receiver],
        key=f"delegation.given:{row.pk}",
        context={
            "giver": row.giver.display_name,
            "role": row.get_role_display(),
            "agency": name,
            "from": format_day(row.starts_on),
            "to": format_day(row.ends_on),
        },
        url=reverse("delegation_list"),
        at=at,
    )
