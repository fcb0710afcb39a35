"""Issue a plan: its announced lines become known to the agencies they name."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.errors import Refused
from evaluations.actions.planning.telling import tell_planned
from evaluations.enums import LineState, PlanState
from evaluations.models import InspectionPlan, PlanLine


class NotIssuable(Refused):
    """The plan has no line, lies in the future, or was issued with another number."""


def issue_plan(
    *,
    plan: InspectionPlan,
    number: str,
    issued_on: date,
    signer: str,
    signer_post: str,
    actor: User,
    at: datetime,
) -> InspectionPlan:
    """Give the plan its number and tell the heads of announced lines; the same again changes nothing.

    Raises NotIssuable.
    """
    with transaction.atomic():
        current = InspectionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if current.state == PlanState.ISSUED:
            if current.number == number:
                return current
            raise NotIssuable(f"Kế hoạch đã được ban hành với số {current.number}.")
        lines = PlanLine.objects.filter(plan=current, state=LineState.PLANNED).select_related("plan")
        _refuse(lines.exists(), issued_on, clock.local_day(at))
        current.state, current.number, current.issued_on = PlanState.ISSUED, number, issued_on
        current.signer, current.signer_post = signer, signer_post
        current.save(update_fields=["state", "number", "issued_on", "signer", "signer_post"])
        tell_planned(lines.order_by("quarter", "pk"), at=at)
        after = {"number": number, "issued_on": f"{issued_on}", "signer": signer, "signer_post": signer_post}
        audit.record("inspection_plan.issued", actor=actor, subject=current, at=at, after=after)
    return current


def _refuse(has_lines: bool, issued_on: date, today: date) -> None:
    if not has_lines:
        raise NotIssuable("Kế hoạch chưa có dòng nào. Hãy thêm cơ quan cần kiểm tra rồi ban hành.")
    if issued_on > today:
        raise NotIssuable("Ngày ban hành chưa đến. Hãy ghi ngày ký trên văn bản.")
