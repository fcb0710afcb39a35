"""Taking a role back."""

from datetime import datetime

from django.db import transaction

from agencies.actions.grant_role import facts_of
from agencies.actions.last_admin import keep_an_admin
from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Refused


class RoleOverAlready(Refused):
    """The role ended before; what is past is not rewritten."""

    def __init__(self) -> None:
        super().__init__("Vai trò này đã kết thúc từ trước nên không cần thôi giao nữa.")


def end_role(*, grant: RoleGrant, reason: str, actor: User, at: datetime) -> RoleGrant:
    """End ``grant`` at once: it does not hold on the day of ``at`` any more; twice that day is harmless.

    A grant that has not begun is taken back whole. Raises AccessRefused, RoleOverAlready, and LastAdmin
    where nobody of Home Affairs would be left.
    """
    require(actor, "role.end", grant)
    today = local_day(at)
    with transaction.atomic():
        grant = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
        last_day = max(today, grant.starts_on)
        if grant.ends_on == last_day:
            return grant
        if grant.ends_on is not None and grant.ends_on < last_day:
            raise RoleOverAlready
        if grant.role == Role.HOME_AFFAIRS:
            keep_an_admin(without=grant.user_id, on=today)
        before = facts_of(grant)
        grant.ends_on = last_day
        grant.save(update_fields=["ends_on"])
        audit.record(
            "role.ended",
            actor=actor,
            subject=grant,
            at=at,
            agency_id=grant.agency_id,
            before=before,
            after=facts_of(grant),
            reason=reason,
        )
    return grant
