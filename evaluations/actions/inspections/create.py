"""Create an inspection of an agency and form its team."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, AgencyVersion, User
from core import audit
from core.errors import Refused
from core.replay import create_once, replayed
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.inspections.locking import month_of
from evaluations.actions.inspections.team import form_team, refuse_barred, team_roles, tell_assigned
from evaluations.enums import InspectionState, LineState, PlanState
from evaluations.models import Inspection, PlanLine


class NotRated(Refused):
    """The agency gets no score of its own on the day of the visit."""


class LineRefused(Refused):
    """The line of the plan cannot become an inspection."""


def create_inspection(
    *,
    form_id: UUID,
    agency: Agency,
    visited_on: date,
    mode: str,
    order_number: str,
    members: Sequence[User] = (),
    topic: str = "",
    leader: User | None = None,
    roles: Mapping[int, str] | None = None,
    plan_line: PlanLine | None = None,
    follows: Inspection | None = None,
    double_of: Inspection | None = None,
    actor: User,
    at: datetime,
) -> Inspection:
    """An inspection in draft led by ``leader`` (the actor where none is named); the same form gives the same.

    ``roles`` names other roles of ``members`` by user id; ``plan_line`` is carried out by it, ``follows`` is
    the inspection it re-visits, ``double_of`` the one it repeats for comparison.
    Raises NotRated, NoPeriod, PeriodClosed, LineRefused; AccessRefused for somebody who may not inspect this
    agency; Conflict when the form's id came with other content.
    """
    links = {"plan_line": plan_line, "follows": follows, "double_of": double_of}
    content = {"created_by": actor, "agency": agency, "mode": mode, "topic": topic, **links}
    with refuse_closed_period(), transaction.atomic():
        standing = replayed(Inspection, form_id, **content)
        if standing is not None:
            return standing
        _refuse_unrated(agency, visited_on)
        if plan_line is not None:
            _order_line(plan_line, again=double_of is not None)
        # Both answers of a double click may find nothing above; the primary key decides between them.
        draft = Inspection(
            id=form_id,
            period=month_of(visited_on),
            visited_on=visited_on,
            order_number=order_number,
            created_at=at,
            **content,
        )
        inspection, is_new = create_once(draft, *content)
        if not is_new:
            return inspection
        people = team_roles(leader or actor, members, roles)
        refuse_barred(inspection, people)
        form_team(inspection, people)
        tell_assigned(inspection, {user: role for user, role in people.items() if user != actor}, at=at)
        audit.record(
            "inspection.created",
            actor=actor,
            subject=inspection,
            at=at,
            after={
                "agency": agency.code,
                "visited_on": f"{visited_on}",
                "mode": mode,
                "order_number": order_number,
                "topic": topic,
                **{name: str(link.pk) for name, link in links.items() if link is not None},
            },
        )
    return inspection


def _refuse_unrated(agency: Agency, on: date) -> None:
    if not AgencyVersion.objects.as_of(on).rated().filter(agency=agency).exists():
        raise NotRated("Chỉ kiểm tra cơ quan được chấm điểm và còn hoạt động vào ngày kiểm tra.")


def _order_line(given: PlanLine, *, again: bool) -> None:
    """Mark the line as ordered, its row locked; only a double inspection may come ``again``."""
    line = PlanLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=given.pk)
    if line.plan.state != PlanState.ISSUED:
        raise LineRefused("Kế hoạch chưa ban hành nên chưa lập cuộc kiểm tra từ dòng này được.")
    if line.state == LineState.DROPPED:
        raise LineRefused("Dòng kế hoạch này không thực hiện nữa.")
    formed = Inspection.objects.filter(plan_line=line).exclude(state=InspectionState.CANCELLED)
    if not again and formed.exists():
        raise LineRefused("Dòng kế hoạch này đã có cuộc kiểm tra. Hãy mở cuộc kiểm tra đó.")
    line.state = LineState.ORDERED
    line.version += 1
    line.save(update_fields=["state", "version"])
