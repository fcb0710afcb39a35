"""Change the team of an inspection by a decision (TT 56/2025, Mẫu 09, 10)."""

from datetime import date, datetime

from agencies.models import User
from core import audit, clock
from core.errors import Conflict, Refused
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.actions.inspections.team import (
    Roles,
    form_team,
    refuse_barred,
    refuse_without_leader,
    tell_assigned,
)
from evaluations.actions.planning.record_order import CHANGEABLE
from evaluations.models import Inspection, TeamMember

CHANGED_MEANWHILE = "Đoàn hoặc cuộc kiểm tra vừa được người khác cập nhật. Hãy xem lại rồi thay đổi."


class TeamClosed(Refused):
    """The minutes are out, so who was on the team stands."""


def change_team(
    *,
    inspection: Inspection,
    roles: Roles,
    decision_number: str,
    decided_on: date,
    reason: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Inspection:
    """Replace the team by ``roles`` (exactly one leader); nothing happens when it is the same team.

    Everybody on it is asked again whether they may inspect this agency. Raises TeamClosed, TeamRefused,
    AccessRefused for somebody who may not, and Conflict when the inspection was saved since ``seen_version``.
    """
    refuse_without_leader(roles)
    with locked(inspection) as current:
        before = _team_of(current)
        if {user.pk: role for user, role in roles.items()} == {
            user.pk: role for user, role in before.items()
        }:
            return current
        if current.state not in CHANGEABLE:
            raise TeamClosed("Biên bản đã được lập nên đoàn kiểm tra không thay đổi được nữa.")
        if current.version != seen_version:
            raise Conflict(CHANGED_MEANWHILE)
        if decided_on > clock.local_day(at):
            raise TeamClosed("Ngày quyết định chưa đến. Hãy ghi ngày trên văn bản đã ký.")
        refuse_barred(current, roles)
        TeamMember.objects.filter(inspection=current).delete()
        form_team(current, roles)
        save_counted(current)
        # those who were not on the team, or have another role now
        tell_assigned(
            current, {user: role for user, role in roles.items() if before.get(user) != role}, at=at
        )
        audit.record(
            "inspection.team_changed",
            actor=actor,
            subject=current,
            at=at,
            before={"team": _kept(before)},
            after={"team": _kept(roles), "decision": decision_number, "decided_on": f"{decided_on}"},
            reason=reason,
        )
    return current


def _team_of(inspection: Inspection) -> dict[User, str]:
    team = TeamMember.objects.filter(inspection=inspection).select_related("user").order_by("pk")
    return {member.user: member.role for member in team}


def _kept(roles: Roles) -> dict[str, str]:
    return {user.username: role for user, role in roles.items()}
