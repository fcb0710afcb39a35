"""Add, edit and drop the lines of a plan."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import AgencyVersion, User
from core import audit, clock
from core.errors import Conflict, Refused
from core.replay import create_once, replayed
from evaluations.access.planning import OWN_WORKPLACE
from evaluations.actions.planning.telling import tell_planned
from evaluations.enums import InspectionMode, LineState, PlanState
from evaluations.models import Draw, InspectionPlan, PlanLine
from evaluations.models.planning import workplaces_of
from evaluations.rules.planning.lines import LineFacts, errors_of

EDITED_MEANWHILE = "Dòng kế hoạch vừa được người khác sửa. Hãy xem lại bản mới rồi sửa tiếp."


class LineNotValid(Refused):
    """The line says something that cannot be, or names an agency that cannot be planned for (HTTP 422)."""

    status = 422


class LineNotOpen(Refused):
    """The line has an inspection or was dropped, so it is not changed any more."""


def add_line(
    *,
    form_id: UUID,
    plan: InspectionPlan,
    facts: LineFacts,
    actor: User,
    at: datetime,
    draw: Draw | None = None,
) -> PlanLine:
    """A new line; of an issued plan its announced agency is told. The same form again gives the same line.

    Raises LineNotValid, and Conflict when the form's id came with other content.
    """
    with transaction.atomic():
        # Held, so that a plan issued at this very moment tells of the line or the line tells of itself.
        current = InspectionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        line = PlanLine(id=form_id, plan=current, draw=draw, **as_columns(facts))
        standing = replayed(PlanLine, form_id, plan=plan, agency_id=facts.agency_id)
        if standing is not None:
            return standing
        refuse_line(facts, actor, at)
        line, is_new = create_once(line, "plan", "agency")
        if is_new:
            if _is_issued(current):
                tell_planned([line], at=at)
            audit.record("plan_line.added", actor=actor, subject=line, at=at, after=_kept(facts))
    return line


def edit_line(*, line: PlanLine, facts: LineFacts, seen_version: int, actor: User, at: datetime) -> PlanLine:
    """Change what a line says while nothing was ordered for it.

    Raises LineNotValid, LineNotOpen, and Conflict when it was edited since ``seen_version``.
    """
    with transaction.atomic():
        current = _locked_open(line)
        before = facts_of(current)
        if before == facts:
            return current
        if current.version != seen_version:
            raise Conflict(EDITED_MEANWHILE)
        _refuse_betrayal(current, before, facts)
        refuse_line(facts, actor, at)
        for name, value in as_columns(facts).items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        if _is_issued(current.plan):
            tell_planned([current], at=at)
        audit.record(
            "plan_line.edited", actor=actor, subject=current, at=at, before=_kept(before), after=_kept(facts)
        )
    return current


def drop_line(*, line: PlanLine, reason: str, actor: User, at: datetime) -> PlanLine:
    """Leave a line undone, with the reason; doing it twice changes nothing. Raises LineNotOpen."""
    with transaction.atomic():
        current = PlanLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
        if current.state == LineState.DROPPED:
            return current
        _refuse_ordered(current)
        current.state, current.drop_reason = LineState.DROPPED, reason
        current.version += 1
        current.save(update_fields=["state", "drop_reason", "version"])
        audit.record("plan_line.dropped", actor=actor, subject=current, at=at, reason=reason)
    return current


def refuse_line(facts: LineFacts, actor: User, at: datetime) -> None:
    """Raise LineNotValid unless the line may be kept; who plans does not plan for where they work."""
    today = clock.local_day(at)
    errors = errors_of(facts)
    if errors:
        raise LineNotValid(next(iter(errors.values())))
    if facts.agency_id in workplaces_of(actor, today):
        raise LineNotValid(OWN_WORKPLACE)
    if not AgencyVersion.objects.as_of(today).rated().filter(agency=facts.agency_id).exists():
        raise LineNotValid("Chỉ lập kế hoạch cho cơ quan đang được chấm điểm. Hãy chọn cơ quan kế thừa.")


def facts_of(line: PlanLine) -> LineFacts:
    """A stored line as the rules see it."""
    return LineFacts(*(getattr(line, name) for name in LineFacts._fields))


def as_columns(facts: LineFacts) -> dict[str, object]:
    """A line as the columns of its row."""
    return facts._asdict()


def _kept(facts: LineFacts) -> dict[str, object]:
    """For the audit trail: what was said, nothing of what was left empty."""
    return {name: value for name, value in facts._asdict().items() if value not in ("", None)}


def _is_issued(plan: InspectionPlan) -> bool:
    return plan.state == PlanState.ISSUED


def _locked_open(line: PlanLine) -> PlanLine:
    locked = PlanLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=line.pk)
    if locked.state == LineState.DROPPED:
        raise LineNotOpen("Dòng này đã ghi là không thực hiện nên không sửa được. Hãy thêm dòng mới.")
    _refuse_ordered(locked)
    return locked


def _refuse_betrayal(line: PlanLine, before: LineFacts, after: LineFacts) -> None:
    """What chance chose is not exchanged by hand, and what was told is not made secret again."""
    if line.draw_id is not None and (before.agency_id, before.mode) != (after.agency_id, after.mode):
        raise LineNotOpen(
            "Cơ quan này do rút ngẫu nhiên nên không đổi cơ quan hay hình thức được. "
            "Không kiểm tra được thì bỏ dòng và ghi lý do."
        )
    told = _is_issued(line.plan) and before.mode != InspectionMode.UNANNOUNCED
    if told and after.mode == InspectionMode.UNANNOUNCED:
        raise LineNotOpen(
            "Cơ quan đã được thông báo dòng này nên không chuyển thành đột xuất được. "
            "Hãy bỏ dòng này rồi thêm dòng mới."
        )


def _refuse_ordered(line: PlanLine) -> None:
    if line.state == LineState.ORDERED:
        raise LineNotOpen(
            "Dòng này đã có cuộc kiểm tra nên không sửa hay bỏ được. Muốn thôi thì hủy cuộc kiểm tra."
        )
