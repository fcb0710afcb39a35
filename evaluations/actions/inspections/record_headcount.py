"""Record who was at work; the criteria of attendance follow from it."""

from datetime import datetime

from agencies.models import User
from core.errors import Conflict, Refused
from evaluations.actions.inspections.locking import locked_on_site
from evaluations.actions.inspections.record_settling import settle
from evaluations.actions.inspections.record_store import adopt_unrecorded, heads_of, keep_web_record
from evaluations.enums import RecordKind, RecordState
from evaluations.gather.inspections import attendance_of, headcount_of
from evaluations.models import Headcount, Inspection
from evaluations.rules.capture.contents import Count
from evaluations.rules.observing import MOST, Attendance

SUBJECT = RecordKind.HEADCOUNT.value
DISAGREEING = (
    "Hai máy của đoàn đã gửi hai lần điểm danh khác nhau. Hãy chọn một ở trang “Ghi nhận từ máy” "
    "của cuộc kiểm tra rồi sửa."
)


class BadHeadcount(Refused):
    """The numbers are no head-count (HTTP 422)."""

    status = 422


def record_headcount(
    *,
    inspection: Inspection,
    attendance: Attendance,
    counted_at: datetime,
    base: str,
    actor: User,
    at: datetime,
) -> Headcount:
    """Keep the head-count and the observations that follow from it; the same numbers again change nothing.

    ``base`` is the mark of the head-count that this edit started from, "" for none. Raises Conflict when
    somebody else has counted meanwhile, BadHeadcount, NotOnSite, PeriodClosed.
    """
    if attendance.roster < 1 or any(not 0 <= count <= MOST for count in attendance):
        raise BadHeadcount(f"Nhập số người từ 0 đến {MOST}, tổng số ít nhất là 1.")
    with locked_on_site(inspection) as current:
        standing = headcount_of(current)
        if standing is not None and mark_of(standing) == attendance.fingerprint(counted_at):
            return standing
        if mark_of(standing) != base:
            raise Conflict(f"Người khác trong đoàn vừa điểm danh: có mặt {standing}. Hãy xem lại rồi lưu.")
        adopt_unrecorded(current)
        heads = heads_of(current, SUBJECT)
        if any(head.state == RecordState.CONFLICT for head in heads):
            raise Conflict(DISAGREEING)
        content = Count(counted_at, attendance)
        keep_web_record(current, SUBJECT, content, actor=actor, at=at, previous=[head.pk for head in heads])
        settle(current, {SUBJECT}, actor=actor, at=at)
        return Headcount.objects.get(inspection=current)


def mark_of(headcount: Headcount | None) -> str:
    """The mark of a stored head-count, "" for none."""
    attendance = attendance_of(headcount)
    return attendance.fingerprint(headcount.counted_at) if headcount and attendance else ""
