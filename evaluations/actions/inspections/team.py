"""The people of a team: nobody is put on it who may not inspect the agency, and each is told."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.urls import reverse

from agencies.models import User
from core.access import Denied, may
from core.dates import format_day
from core.errors import AccessRefused, Refused
from core.notifications import notify
from evaluations.access.inspections import NOT_ASSIGNED, OWN_AGENCY
from evaluations.declarations.planning import INSPECTION_ASSIGNED
from evaluations.models import Inspection, TeamMember

Roles = Mapping[User, str]
"""Who is on the team, and as what (``TeamMember.TeamRole``)."""

LEADER = TeamMember.TeamRole.LEADER


class TeamRefused(Refused):
    """A team has exactly one leader (HTTP 409)."""


def team_roles(
    leader: User, members: Iterable[User], given: Mapping[int, str] | None = None
) -> dict[User, str]:
    """``leader`` as leader and the others in the role ``given`` by id, or as plain members."""
    known = given or {}
    roles: dict[User, str] = {leader: LEADER.value}
    for member in members:
        if member.pk != leader.pk:
            role = known.get(member.pk, TeamMember.TeamRole.MEMBER.value)
            roles[member] = TeamMember.TeamRole.MEMBER.value if role == LEADER else role
    return roles


def refuse_barred(inspection: Inspection, people: Iterable[User]) -> None:
    """Raise AccessRefused for the first who may not inspect the agency.

    To others it is never told whether somebody worked there or declared a relative.
    """
    for person in people:
        verdict = may(person, "inspection.create", inspection.agency)
        if isinstance(verdict, Denied):
            reason = NOT_ASSIGNED if verdict.reason == OWN_AGENCY else verdict.reason
            raise AccessRefused(
                f"{person.display_name} không tham gia đoàn được: {reason}.".replace("..", ".")
            )


def refuse_without_leader(roles: Roles) -> None:
    """Raise TeamRefused unless exactly one of the people leads."""
    leaders = sum(role == LEADER for role in roles.values())
    if leaders != 1:
        raise TeamRefused("Đoàn kiểm tra phải có đúng một trưởng đoàn. Hãy chọn lại vai trò.")


def form_team(inspection: Inspection, roles: Roles) -> None:
    """Write the people of a new team, the leader first."""
    ordered = sorted(roles.items(), key=lambda one: one[1] != LEADER)
    TeamMember.objects.bulk_create(
        TeamMember(inspection=inspection, user=user, role=role) for user, role in ordered
    )


def tell_assigned(inspection: Inspection, roles: Roles, *, at: datetime) -> int:
    """Tell each of ``roles`` of their place, not of which agency; returns how many are new."""
    return sum(
        notify(
            INSPECTION_ASSIGNED,
            recipients=[user],
            key=f"{INSPECTION_ASSIGNED.name}:{inspection.pk}:{inspection.version}",
            context={
                "day": format_day(inspection.visited_on),
                "role": TeamMember.TeamRole(role).label,
            },
            url=reverse("inspection_detail", args=[inspection.pk]),
            at=at,
        )
        for user, role in roles.items()
    )
