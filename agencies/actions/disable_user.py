"""Closing an account: its sessions end with their next request."""

from datetime import datetime

from django.db import transaction

from agencies.actions.last_admin import keep_an_admin
from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import audit
from core.access import require
from core.clock import local_day


def disable_user(*, user: User, reason: str, actor: User, at: datetime) -> User:
    """Close the account of ``user``; closing a closed one changes nothing.

    Raises AccessRefused (nobody closes their own) and LastAdmin where nobody of Home Affairs would be left.
    """
    require(actor, "user.disable", user)
    today = local_day(at)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        if not user.is_active:
            return user
        if RoleGrant.objects.as_of(today).filter(user=user, role=Role.HOME_AFFAIRS).exists():
            keep_an_admin(without=user.pk, on=today)
        _switch(user, False, event="user.disabled", reason=reason, actor=actor, at=at)
    return user


def enable_user(*, user: User, reason: str, actor: User, at: datetime) -> User:
    """Open a closed account again; its roles and posts count as before. Raises AccessRefused."""
    require(actor, "user.enable", user)
    with transaction.atomic():
        user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        if not user.is_active:
            _switch(user, True, event="user.enabled", reason=reason, actor=actor, at=at)
    return user


def _switch(user: User, is_active: bool, *, event: str, reason: str, actor: User, at: datetime) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    audit.record(
        event,
        actor=actor,
        subject=user,
        at=at,
        before={"is_active": not is_active},
        after={"is_active": is_active},
        reason=reason,
    )
