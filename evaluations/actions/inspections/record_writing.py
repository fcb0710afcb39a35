"""Write what stands into the visit itself: head-count, observations, the end of the work on site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid5

from agencies.models import User
from evaluations.actions.inspections.record_photos import hang
from evaluations.enums import RecordKind
from evaluations.gather.capture.looking import Looking, looking_at
from evaluations.gather.inspections import attendance_of, finding_of, headcount_of
from evaluations.models import CaptureRecord, Headcount, Inspection, Observation
from evaluations.rules.capture.contents import Content, Count, Finish, Seen
from evaluations.rules.observing import FROM_HEADCOUNT, finding_from_headcount

Stands = Mapping[str, tuple[CaptureRecord, Content]]
"""By subject: the record that stands, and what it says."""

FIELDS = ("n", "k", "not_applicable", "severity", "note", "details", "head", "recorded_by", "recorded_at")


@dataclass
class Settling:
    """One settling of a locked visit; gathers what changed for one entry of the audit trail."""

    visit: Inspection
    actor: User
    at: datetime
    first_ids: Mapping[str, UUID] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def looking(self) -> Looking:
        """What the visit looks at; raises NothingToInspectBy."""
        return looking_at(self.visit)

    def note(self, subject: str, before: Any, after: Any) -> None:
        """Remember one change of a value."""
        if before is not None:
            self.before[subject] = before
        self.after[subject] = after


def write_all(settling: Settling, stands: Stands) -> None:
    """Write whatever stands; what stands already is left alone."""
    seen = {code: one for code, one in stands.items() if isinstance(one[1], Seen)}
    if RecordKind.HEADCOUNT.value in stands:
        row, content = stands[RecordKind.HEADCOUNT.value]
        assert isinstance(content, Count)
        _write_headcount(settling, content)
        seen |= _from_headcount(settling, row, content)
    _write_findings(settling, seen)
    if RecordKind.FINISH.value in stands:
        _write_finish(settling, stands[RecordKind.FINISH.value][1])


def _write_headcount(settling: Settling, count: Count) -> None:
    standing = headcount_of(settling.visit)
    before, attendance = attendance_of(standing), count.attendance
    if standing is not None and (before, standing.counted_at) == (attendance, count.counted_at):
        return
    headcount = standing or Headcount(inspection=settling.visit)
    headcount.counted_at, headcount.roster = count.counted_at, attendance.roster
    for name, number in attendance._asdict().items():
        setattr(headcount, name, number)
    headcount.save()
    settling.note("headcount", before and before._asdict(), attendance._asdict())


def _from_headcount(
    settling: Settling, row: CaptureRecord, count: Count
) -> dict[str, tuple[CaptureRecord, Content]]:
    """What the head-count says about the criteria of attendance."""
    found: dict[str, tuple[CaptureRecord, Content]] = {}
    for code in FROM_HEADCOUNT:
        finding = finding_from_headcount(code, count.attendance)
        if finding is not None and code in settling.looking.criteria:
            found[code] = (row, Seen(finding, None))
    return found


def _write_findings(settling: Settling, stands: Stands) -> None:
    """Write the observations that changed; new ones in one statement."""
    rows = Observation.objects.filter(inspection=settling.visit).select_related("criterion")
    standing = {row.criterion.code: row for row in rows.order_by("id")} if stands else {}
    fresh, changed = [], []
    for code, (record, content) in stands.items():
        assert isinstance(content, Seen)
        observation = standing.get(code)
        if observation is None:
            fresh.append(_first(settling, code))
            _fill(settling, fresh[-1], code, record, content, is_first=True)
        elif _fill(settling, observation, code, record, content, is_first=False):
            changed.append(observation)
    Observation.objects.bulk_create(fresh)
    if fresh:
        hang(settling.visit.pk, {observation.criterion.code for observation in fresh})
    for observation in changed:  # cheaper than one wide bulk_update of as many cases as rows times fields
        observation.save(update_fields=FIELDS)


def _first(settling: Settling, code: str) -> Observation:
    """The row of a criterion's first finding; its id follows from what it is about, whatever the order."""
    pk = settling.first_ids.get(code) or uuid5(settling.visit.pk, code)
    return Observation(id=pk, inspection=settling.visit, criterion=settling.looking.criteria[code])


def _fill(
    settling: Settling,
    observation: Observation,
    code: str,
    record: CaptureRecord,
    content: Seen,
    *,
    is_first: bool,
) -> bool:
    """Put what stands into a row; whether that changes anything of it."""
    derived = code in FROM_HEADCOUNT
    details = None if content.details is None else list(content.details)
    head = None if derived else record.pk
    before = None if is_first else finding_of(observation)
    is_same = (before, observation.details) == (content.finding, details)
    if is_same and observation.head == head:
        return False
    for name, value in content.finding._asdict().items():
        setattr(observation, name, value)
    observation.details, observation.head = details, head
    observation.recorded_by, observation.recorded_at = record.author, record.received_at
    if not is_same and not derived:
        settling.note(code, before and before._asdict(), content.finding._asdict())
    return True


def _write_finish(settling: Settling, content: Content) -> None:
    assert isinstance(content, Finish)
    visit, ended_at = settling.visit, content.ended_at
    if visit.finished_at == ended_at:
        return
    before, visit.finished_at = visit.finished_at, ended_at
    visit.save(update_fields=["finished_at"])
    settling.note("finish", before, ended_at)
