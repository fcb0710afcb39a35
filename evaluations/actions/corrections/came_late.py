"""Leave word that something came after a period's close; a worker asks for the correction (S15)."""

from datetime import date, datetime

from core import outbox
from evaluations.declarations.corrections import LATE_FACT
from evaluations.enums import InspectionState, RecordKind, RecordState
from evaluations.models import CaptureRecord, Inspection, Period
from evaluations.rules.capture.late import MONTH_CLOSED


def came_late(period_id: int, at: datetime) -> None:
    """One fact of a closed period; call it inside the act's transaction."""
    outbox.send(LATE_FACT, {"period": period_id}, at=at)


def records_came_late(visit: Inspection, at: datetime, *, begun: bool) -> None:
    """Records of a visit whose month has closed; one that never began here belongs to the day it names."""
    if begun:
        came_late(visit.period_id, at)
    elif visit.state == InspectionState.DRAFT:
        starts = CaptureRecord.objects.filter(
            inspection=visit, kind=RecordKind.START, state=RecordState.LATE, reason=MONTH_CLOSED
        )
        days = [date.fromisoformat(one["visited_on"]) for one in starts.values_list("content", flat=True)]
        for period in {Period.objects.months().containing(day).first() for day in days}:
            if period is not None:
                came_late(period.pk, at)
