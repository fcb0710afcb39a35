"""Create an inspection of an agency and form its team."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, AgencyVersion, User
from core import audit
from core.access import Denied, may
from core.errors import AccessRefused, Refused
from core.replay import create_once, replayed
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.inspections.locking import month_of
from evaluations.models import Inspection, TeamMember


class NotRated(Refused):
    """The agency gets no score of its own on the day of the visit."""


def create_inspection(
    *,
    form_id: UUID,
    agency: Agency,
    visited_on: date,
    mode: str,
    order_number: str,
    members: Sequence[User] = (),
    topic: str = "",
    actor: User,
    at: datetime,
) -> Inspection:
    """An inspection in draft with ``actor`` as leader; the same form again gives the same inspection.

    Raises NotRated, NoPeriod, PeriodClosed; AccessRefused for a member who may not inspect this agency;
    Conflict when the form's id came with other content.
    """
    order = {"mode": mode, "order_number": order_number, "topic": topic}
    content = {"created_by": actor, "agency": agency, **order}
    with refuse_closed_period(), transaction.atomic():
        standing = replayed(Inspection, form_id, **content)
        if standing is not None:
            return standing
        _refuse_unrated(agency, visited_on)
        # Both answers of a double click may find nothing above; the primary key decides between them.
        inspection, is_new = create_once(
            Inspection(
                id=form_id, period=month_of(visited_on), visited_on=visited_on, created_at=at, **content
            ),
            *content,
        )
        if not is_new:
            return inspection
        _form_team(inspection, actor, members)
        audit.record(
            "inspection.created",
            actor=actor,
            subject=inspection,
            at=at,
            after={"agency": agency.code, "visited_on": f"{visited_on}", **order},
        )
    return inspection


def _refuse_unrated(agency: Agency, on: date) -> None:
    if not AgencyVersion.objects.as_of(on).rated().filter(agency=agency).exists():
        raise NotRated("Chỉ kiểm tra cơ quan được chấm điểm và còn hoạt động vào ngày kiểm tra.")


def _form_team(inspection: Inspection, leader: User, members: Sequence[User]) -> None:
    others = [member for member in members if member.pk != leader.pk]
    for member in others:
        verdict = may(member, "inspection.create", inspection.agency)
        if isinstance(verdict, Denied):
            raise AccessRefused(f"{member.display_name} không tham gia đoàn được: {verdict.reason}")
    roles = TeamMember.TeamRole
    TeamMember.objects.bulk_create(
        TeamMember(inspection=inspection, user=user, role=roles.LEADER if user == leader else roles.MEMBER)
        for user in (leader, *others)
    )
