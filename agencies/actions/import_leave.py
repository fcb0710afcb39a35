"""Keep the leave of a sheet that a person has looked at and agreed to: all rows or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from agencies.access import leave_people
from agencies.actions.record_leave import LeaveRefused, leave_row, refuse_clash
from agencies.models import Leave, StaffMember, User
from agencies.rules.leave import Row, errors_of
from core import audit, clock
from core.access import require
from core.errors import Refused


class LeaveImportRefused(Refused):
    """A row that was in order when it was read is no longer (HTTP 422)."""

    status = 422


def import_leave(*, form_id: UUID, rows: Sequence[Row], actor: User, at: datetime) -> int:
    """Record every row; returns how many are new, 0 when the same form comes again.

    A leave's id follows from the form's and its place, so a repeat finds its rows. Raises AccessRefused and
    LeaveImportRefused.
    """
    require(actor, "leave.import")
    today = clock.local_day(at)
    with transaction.atomic():
        people = sorted({row.staff_id for row in rows})
        # Locked in one order, so that two who import at once do not wait for each other.
        list(StaffMember.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk"))
        leaves = [
            leave_row(uuid5(form_id, str(place)), row.staff_id, row.facts, actor, at)
            for place, row in enumerate(rows)
        ]
        if not leaves or Leave.objects.filter(pk=leaves[0].pk).exists():
            return 0
        allowed = set(leave_people(actor, today).filter(pk__in=people).values_list("pk", flat=True))
        for row in rows:
            _refuse(row, row.staff_id in allowed and not errors_of(row.facts, today))
        Leave.objects.bulk_create(leaves)
        audit.record(
            "leave.imported",
            actor=actor,
            subject=leaves[0],
            at=at,
            after={"form": str(form_id), "rows": len(leaves)},
        )
    return len(leaves)


def _refuse(row: Row, sound: bool) -> None:
    again = LeaveImportRefused("Dữ liệu vừa thay đổi từ lúc đọc tệp. Hãy đọc lại tệp rồi xác nhận.")
    if not sound:
        raise again
    try:
        refuse_clash(row.staff_id, row.facts)
    except LeaveRefused as error:
        raise again from error
