"""Settle subjects of a visit: work out from all their records what stands, and write it into the visit.

A subject is recomputed whole each time, so neither the order nor the repetition of records matters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from agencies.models import User
from core.errors import PeriodClosed
from evaluations.actions.inspections.locking import NoPeriod, month_of, save_recorded
from evaluations.actions.inspections.record_store import adopt_unrecorded
from evaluations.actions.inspections.record_subjects import by_server_clock, read_subject, write_states
from evaluations.actions.inspections.record_writing import Settling, write_all
from evaluations.actions.inspections.starting import begin, move_day
from evaluations.enums import InspectionState, RecordKind, RecordState
from evaluations.gather.inspections import NothingToInspectBy
from evaluations.models import CaptureRecord, Inspection
from evaluations.rules.capture.clocks import refusal_of
from evaluations.rules.capture.contents import Content, Seen, Start
from evaluations.rules.capture.finding import trouble_of
from evaluations.rules.capture.late import MONTH_CLOSED
from evaluations.rules.capture.reading import Unreadable
from evaluations.rules.capture.schema import read_kept

START = RecordKind.START.value
NOT_STARTED = "Đã giữ; chờ bản ghi “Bắt đầu kiểm tra” rồi mới ghi vào cuộc kiểm tra."
NO_SET = "Ngày kiểm tra này chưa có bộ tiêu chí; bản ghi được giữ nguyên."


def settle_everything(visit: Inspection, *, actor: User, at: datetime) -> None:
    """Settle every subject that has records, as when the visit begins."""
    subjects = CaptureRecord.objects.filter(inspection=visit).order_by().values_list("subject", flat=True)
    settle(visit, set(subjects), actor=actor, at=at)


def settle(
    visit: Inspection,
    subjects: Collection[str],
    *,
    actor: User,
    at: datetime,
    first_ids: Mapping[str, UUID] | None = None,
) -> None:
    """Settle ``subjects`` of a visit whose row is locked; all of them, where this begins it.

    Nothing but a start is applied before the visit has begun. One entry of the audit trail in all.
    ``first_ids``: the id of a criterion's observation, should it be its first, where a form made one.
    """
    settling = Settling(visit, actor, at, first_ids or {})
    was_draft = visit.state == InspectionState.DRAFT
    if not was_draft:
        adopt_unrecorded(visit)
    if START in subjects:
        _settle_start(settling)
    if visit.state == InspectionState.DRAFT:
        _hold(visit, subjects)
        return
    _settle_rest(settling, None if was_draft else set(subjects))
    if settling.after:
        save_recorded(visit, before=settling.before or None, after=settling.after, actor=actor, at=at)


def _records(visit: Inspection, subjects: Collection[str] | None) -> dict[str, list[CaptureRecord]]:
    """The records of each subject that count; what came after the minutes does not."""
    rows = CaptureRecord.objects.filter(inspection=visit).exclude(state=RecordState.LATE)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    found: dict[str, list[CaptureRecord]] = defaultdict(list)
    for row in rows.select_related("author").order_by("received_at", "id"):
        found[row.subject].append(row)
    return found


def _hold(visit: Inspection, subjects: Collection[str]) -> None:
    """Before the visit has begun, everything else waits; what can never be used is told at once."""
    waiting = CaptureRecord.objects.filter(inspection=visit, subject__in=subjects, state=RecordState.HELD)
    waiting.exclude(subject=START).update(reason=NOT_STARTED)


def _settle_start(settling: Settling) -> None:
    """Begin the visit on the day that stands, or move it there."""
    visit = settling.visit
    rows = _records(visit, [START])[START]
    rows = _without_closed_months(rows)
    subject = read_subject(rows, _trouble_of_start)
    merged = subject.merged()
    write_states(subject.moved(merged))
    standing = subject.standing(merged)
    if standing is None:
        return
    start = subject.contents[standing.pk]
    assert isinstance(start, Start)
    write = begin if visit.state == InspectionState.DRAFT else move_day
    if write is begin or start.visited_on != visit.visited_on:
        write(
            visit,
            visited_on=start.visited_on,
            started_at=start.started_at,
            actor=settling.actor,
            at=settling.at,
        )


def _trouble_of_start(row: CaptureRecord, content: Content) -> str:
    assert isinstance(content, Start)
    if words := refusal_of(content, row.received_at):
        return words
    try:
        month_of(content.visited_on)
    except NoPeriod as refusal:
        return refusal.message
    return ""


def _without_closed_months(rows: list[CaptureRecord]) -> list[CaptureRecord]:
    """A start in a month that has closed is kept as late: no visit begins there any more."""
    counted = []
    for row in rows:
        try:
            content = by_server_clock(row, read_kept(row.kind, row.content))
            if isinstance(content, Start):
                month_of(content.visited_on)
        except PeriodClosed:
            row.state, row.reason = RecordState.LATE, MONTH_CLOSED
            row.save(update_fields=["state", "reason"])
            continue
        except (Unreadable, NoPeriod):
            pass
        counted.append(row)
    return counted


def _settle_rest(settling: Settling, subjects: Collection[str] | None) -> None:
    by_subject = {one: rows for one, rows in _records(settling.visit, subjects).items() if one != START}
    try:
        looking = settling.looking
    except NothingToInspectBy:
        _say(by_subject.values(), NO_SET)
        return

    def trouble(row: CaptureRecord, content: Content) -> str:
        if isinstance(content, Seen):
            return trouble_of(looking.entries.get(row.subject), row.subject, content)
        return ""

    stands: dict[str, tuple[CaptureRecord, Content]] = {}
    moved = []
    for name, rows in by_subject.items():
        subject = read_subject(rows, trouble)
        merged = subject.merged()
        moved += subject.moved(merged)
        row = subject.standing(merged)
        if row is not None:
            stands[name] = (row, subject.contents[row.pk])
    write_states(moved)
    write_all(settling, stands)


def _say(groups: Iterable[list[CaptureRecord]], reason: str) -> None:
    rows = [row for rows in groups for row in rows if row.state == RecordState.HELD]
    for row in rows:
        row.reason = reason
    write_states(rows)
