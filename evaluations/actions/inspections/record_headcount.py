"""Record who was at work; the criteria of attendance follow from it."""

from datetime import datetime
from uuid import uuid5

from agencies.models import User
from core.errors import Conflict, Refused
from evaluations.actions.inspections.locking import locked_on_site, save_recorded
from evaluations.gather.inspections import (
    agency_standing,
    attendance_of,
    headcount_of,
    inspected_rules,
    set_of,
)
from evaluations.models import Criterion, Headcount, Inspection, Observation
from evaluations.rules.observing import FROM_HEADCOUNT, MOST, Attendance, finding_from_headcount


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
        before = attendance_of(standing)
        headcount = _write(current, standing, attendance, counted_at)
        _record_attendance_criteria(current, attendance, actor, at)
        save_recorded(
            current,
            before={"headcount": before._asdict()} if before else None,
            after={"headcount": attendance._asdict()},
            actor=actor,
            at=at,
        )
    return headcount


def mark_of(headcount: Headcount | None) -> str:
    """The mark of a stored head-count, "" for none."""
    attendance = attendance_of(headcount)
    return attendance.fingerprint(headcount.counted_at) if headcount and attendance else ""


def _write(
    inspection: Inspection, standing: Headcount | None, attendance: Attendance, counted_at: datetime
) -> Headcount:
    headcount = standing or Headcount(inspection=inspection)
    headcount.counted_at, headcount.roster = counted_at, attendance.roster
    for name, count in attendance._asdict().items():
        setattr(headcount, name, count)
    headcount.save()
    return headcount


def _record_attendance_criteria(
    inspection: Inspection, attendance: Attendance, actor: User, at: datetime
) -> None:
    standing = agency_standing(inspection)
    loaded = set_of(inspection, standing)
    codes = [rule.code for rule in inspected_rules(loaded, standing) if rule.code in FROM_HEADCOUNT]
    criteria = Criterion.objects.filter(criteria_set=loaded.set_id, code__in=codes)
    for criterion in criteria.order_by("position"):
        finding = finding_from_headcount(criterion.code, attendance)
        assert finding is not None
        content = {"n": finding.n, "k": finding.k, "recorded_by": actor, "recorded_at": at}
        # The row is the server's own: its id follows from what it is about.
        first = {"id": uuid5(inspection.pk, criterion.code), **content}
        Observation.objects.update_or_create(
            inspection=inspection, criterion=criterion, defaults=content, create_defaults=first
        )
