"""Record the decision to inspect: number, date, signer, period covered, term (NĐ 217/2025; TT 56/2025)."""

from datetime import date, datetime
from typing import NamedTuple

from agencies.models import User
from core import audit, clock
from core.errors import Conflict, Refused
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.enums import InspectionState
from evaluations.models import Inspection, InspectionOrder

CHANGEABLE = (InspectionState.DRAFT, InspectionState.ON_SITE)
CHANGED_MEANWHILE = "Cuộc kiểm tra vừa được người khác cập nhật. Hãy xem lại rồi ghi lại quyết định."


class OrderFacts(NamedTuple):
    """What the decision says; ``covers_from``/``covers_to`` both included, ``duration_days`` working days."""

    number: str
    issued_on: date
    signer: str
    signer_post: str
    bases: str
    covers_from: date
    covers_to: date
    duration_days: int


class OrderRefused(Refused):
    """The decision cannot be recorded or changed any more, or contradicts itself."""


def record_order(
    *, inspection: Inspection, facts: OrderFacts, seen_version: int, actor: User, at: datetime
) -> InspectionOrder:
    """Record the decision or correct it until the minutes; the same again changes nothing.

    Raises OrderRefused, and Conflict when the inspection was saved since ``seen_version``.
    """
    with locked(inspection) as current:
        standing = InspectionOrder.objects.filter(inspection=current).first()
        before = _facts_of(current, standing) if standing else None
        if standing is not None and before == facts:
            return standing
        if current.state not in CHANGEABLE:
            raise OrderRefused("Biên bản đã được lập nên quyết định kiểm tra không sửa được nữa.")
        if current.version != seen_version:
            raise Conflict(CHANGED_MEANWHILE)
        _refuse(current, facts, clock.local_day(at))
        order = _written(current, standing, facts, actor, at)
        current.order_number = facts.number
        save_counted(current, "order_number")
        audit.record(
            "inspection.ordered",
            actor=actor,
            subject=current,
            at=at,
            before=before._asdict() if before else None,
            after=facts._asdict(),
        )
    return order


def _written(
    inspection: Inspection, standing: InspectionOrder | None, facts: OrderFacts, actor: User, at: datetime
) -> InspectionOrder:
    order = standing or InspectionOrder(inspection=inspection)
    for name, value in facts._asdict().items():
        if name != "number":
            setattr(order, name, value)
    order.recorded_by, order.recorded_at = actor, at
    order.save()
    return order


def _facts_of(inspection: Inspection, order: InspectionOrder) -> OrderFacts:
    kept = (getattr(order, name) for name in OrderFacts._fields[1:])
    return OrderFacts(inspection.order_number, *kept)


def _refuse(inspection: Inspection, facts: OrderFacts, today: date) -> None:
    if facts.issued_on > today:
        raise OrderRefused("Ngày ký quyết định chưa đến. Hãy ghi ngày trên văn bản đã ký.")
    if facts.issued_on > inspection.visited_on:
        raise OrderRefused("Quyết định phải được ký không muộn hơn ngày kiểm tra.")
    if facts.covers_to < facts.covers_from:
        raise OrderRefused("Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu.")
