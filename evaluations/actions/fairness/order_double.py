"""Order that another team repeats a concluded inspection."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from agencies.models import User
from core import audit
from core.errors import Conflict, Refused
from evaluations.actions.inspections import create_inspection
from evaluations.actions.inspections.locking import locked
from evaluations.enums import InspectionMode, InspectionState
from evaluations.models import Inspection, TeamMember
from evaluations.rules.fairness.agreement import MOST_DAYS


class NotRepeatable(Refused):
    """The first inspection cannot be repeated, or not on that day."""


class SameInspector(Refused):
    """Somebody of the first team is on the second."""


def order_double(
    *,
    form_id: UUID,
    first: Inspection,
    visited_on: date,
    order_number: str,
    leader: User,
    members: Sequence[User],
    actor: User,
    at: datetime,
) -> Inspection:
    """An unannounced inspection of the same agency by a team of which nobody was on the first.

    The same form again gives the same inspection. Raises NotRepeatable, SameInspector, Conflict when the
    first is being repeated already, and whatever ``create_inspection`` raises.
    """
    team = {leader, *members}
    with locked(first) as current:
        standing = _standing(current)
        if standing is not None and standing.pk != form_id:
            raise Conflict("Cuộc kiểm tra này đã có đoàn khác được giao kiểm tra lặp.")
        _refuse_unfit(current, visited_on)
        _refuse_shared(current, team)
        second = create_inspection(
            form_id=form_id,
            agency=current.agency,
            visited_on=visited_on,
            mode=InspectionMode.UNANNOUNCED,
            order_number=order_number,
            members=members,
            leader=leader,
            double_of=current,
            actor=actor,
            at=at,
        )
        if standing is None:
            _record(second, current, actor, at)
    return second


def _standing(first: Inspection) -> Inspection | None:
    live = Inspection.objects.filter(double_of=first).exclude(state=InspectionState.CANCELLED)
    return live.order_by("created_at", "pk").first()


def _refuse_unfit(first: Inspection, visited_on: date) -> None:
    if first.state != InspectionState.CONCLUDED:
        raise NotRepeatable("Chỉ kiểm tra lặp cuộc kiểm tra đã kết luận.")
    if first.double_of_id is not None or first.mode == InspectionMode.FOLLOW_UP:
        raise NotRepeatable("Không kiểm tra lặp một cuộc phúc tra hay một cuộc kiểm tra lặp.")
    if not 0 < (visited_on - first.visited_on).days <= MOST_DAYS:
        last = date.fromordinal(first.visited_on.toordinal() + MOST_DAYS)
        raise NotRepeatable(
            f"Ngày kiểm tra lặp phải sau cuộc thứ nhất và không quá {MOST_DAYS} ngày, "
            f"tức là từ sau {first.visited_on:%d/%m/%Y} đến hết {last:%d/%m/%Y}."
        )


def _refuse_shared(first: Inspection, team: set[User]) -> None:
    before = TeamMember.objects.filter(inspection=first, user__in=team).select_related("user")
    names = [member.user.display_name for member in before.order_by("user__staff__name_sort", "pk")]
    if names:
        raise SameInspector(
            f"{', '.join(names)} đã ở đoàn thứ nhất. Hai đoàn phải gồm những người hoàn toàn khác nhau."
        )


def _record(second: Inspection, first: Inspection, actor: User, at: datetime) -> None:
    audit.record(
        "fairness.double_ordered",
        actor=actor,
        subject=second,
        at=at,
        after={"first": first.pk, "visited_on": second.visited_on, "order_number": second.order_number},
    )
