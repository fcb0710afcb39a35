"""Conclude an inspection: what was recorded is frozen and counts in the score."""

from datetime import datetime

from agencies.models import User
from core import audit, clock, outbox
from core.errors import Conflict, Refused
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.actions.telling import tell_heads
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import InspectionState
from evaluations.gather.inspections import agency_standing, attendance_of, headcount_of, set_of
from evaluations.models import Inspection, Observation, Period
from evaluations.rules.transitions import INSPECTIONS

SUMMARY_IS_OLD = "Đoàn vừa ghi nhận thêm sau khi bạn mở trang này. Hãy xem lại tổng hợp rồi kết luận."


class NothingRecorded(Refused):
    """There is neither a head-count nor an observation to conclude from."""


def conclude_inspection(
    *, inspection: Inspection, text: str, seen_version: int, actor: User, at: datetime
) -> Inspection:
    """Freeze the record under the conclusion ``text`` and mark every month it counts in as stale (S4).

    ``seen_version`` is the inspection's version whose summary the leader read: raises Conflict when the
    team has recorded more since. Concluding again with the same text changes nothing.
    Raises NothingRecorded, TransitionRefused, PeriodClosed.
    """
    with locked(inspection) as current:
        if current.state == InspectionState.CONCLUDED and current.conclusion == text:
            return current
        before = {"state": current.state, "version": current.version}
        state = INSPECTIONS.target(current.state, "conclude")
        if current.version != seen_version:
            raise Conflict(SUMMARY_IS_OLD)
        record = _record_of(current)
        current.state, current.conclusion, current.concluded_at = state, text, at
        save_counted(current, "state", "conclusion", "concluded_at")
        _mark_stale(current, at)
        tell_heads(current, at=at)
        audit.record(
            "inspection.concluded",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before=before,
            after={"state": state, "version": current.version, "conclusion": text, **record},
        )
    return current


def _record_of(inspection: Inspection) -> dict[str, object]:
    """What is frozen, for the audit trail; raises NothingRecorded."""
    attendance = attendance_of(headcount_of(inspection))
    observations = Observation.objects.filter(inspection=inspection).count()
    if attendance is None and not observations:
        raise NothingRecorded("Chưa có điểm danh hay ghi nhận nào nên chưa kết luận được.")
    return {"headcount": attendance and attendance._asdict(), "observations": observations}


def _mark_stale(inspection: Inspection, at: datetime) -> None:
    """The month of the visit, and the open months after it into which it is carried (clause S4)."""
    carry = set_of(inspection, agency_standing(inspection)).rules.carry_months
    first = clock.month_start(inspection.visited_on)
    months = Period.objects.months().open().filter(starts_on__range=(first, clock.months_back(first, -carry)))
    for period_id in months.order_by("starts_on").values_list("pk", flat=True):
        outbox.send(RESULTS_STALE, {"agency": inspection.agency_id, "period": period_id}, at=at)
