"""Recording that a person is away from their posts for some days."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Leave, StaffMember, User
from agencies.rules.leave import LeaveFacts, clash_words, errors_of, overlaps
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Refused
from core.replay import create_once


class LeaveRefused(Refused):
    """The leave cannot be recorded so (HTTP 422); ``field`` is the box that is wrong."""

    status = 422

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def record_leave(*, form_id: UUID, staff: StaffMember, facts: LeaveFacts, actor: User, at: datetime) -> Leave:
    """Record the leave of ``staff``; the same form twice gives one leave.

    Raises AccessRefused, LeaveRefused (wrong days, or leave stands on some of them), and Conflict when
    ``form_id`` came before with other content. Figures of an open month follow with its next roll-up; a
    closed month keeps its frozen list.
    """
    require(actor, "leave.record", staff)
    today = local_day(at)
    with transaction.atomic():
        # The person's row is the lock: two who record at once cannot both find the days free.
        StaffMember.objects.select_for_update(of=("self",)).get(pk=staff.pk)
        leave = leave_row(form_id, staff.pk, facts, actor, at)
        if not Leave.objects.filter(pk=form_id).exists():
            for field, text in errors_of(facts, today).items():
                raise LeaveRefused(field, text)
            refuse_clash(staff.pk, facts)
        leave, is_new = create_once(leave, "staff", "kind", "starts_on", "ends_on", "document", "recorded_by")
        if is_new:
            audit.record("leave.recorded", actor=actor, subject=leave, at=at, after=facts_of(leave))
    return leave


def leave_row(pk: UUID, staff_id: int, facts: LeaveFacts, actor: User, at: datetime) -> Leave:
    """The unsaved row of a leave."""
    return Leave(
        id=pk,
        staff_id=staff_id,
        kind=facts.kind,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        document=facts.document,
        recorded_by=actor,
        recorded_at=at,
    )


def refuse_clash(staff_id: int, facts: LeaveFacts) -> None:
    """Raise LeaveRefused where leave of the person stands on some of the days."""
    days: tuple[date, date | None] = (facts.starts_on, facts.ends_on)
    standing = Leave.objects.standing().filter(staff=staff_id).order_by("starts_on")
    for other in standing.values_list("starts_on", "ends_on"):
        if overlaps(days, other):
            raise LeaveRefused("starts_on", clash_words(other))


def facts_of(leave: Leave) -> dict[str, object]:
    """What the audit trail keeps of a leave; the kind of leave is health data of a sort, so it stays out."""
    return {
        "staff": leave.staff_id,
        "starts_on": leave.starts_on.isoformat(),
        "ends_on": leave.ends_on.isoformat() if leave.ends_on else None,
    }
