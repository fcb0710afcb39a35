"""Records of a visit that came after its month had closed: what they would have said, criterion by criterion.

A criterion of a visit counts in exactly one month. What was on the server at the close goes with the
conclusion (S4); what came after it is asked for as a correction of the visit's own month (S15).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.dates import format_day
from evaluations.actions.inspections.record_subjects import read_subject
from evaluations.enums import CorrectionCause, InspectionState, RecordKind, RecordState, Severity, Source
from evaluations.gather.corrections.late import Late
from evaluations.gather.corrections.previews import Base
from evaluations.models import CaptureRecord, CorrectionLine, Inspection, Observation, Period
from evaluations.rules.capture.contents import Count, Seen
from evaluations.rules.capture.late import AFTER_CLOSING, MONTH_CLOSED
from evaluations.rules.corrections.by_rule import with_visit
from evaluations.rules.corrections.lines import Line
from evaluations.rules.observing import FROM_HEADCOUNT, Finding, finding_from_headcount

INSPECTION = Source.INSPECTION.value
SPEAKING = (RecordKind.OBSERVATION, RecordKind.HEADCOUNT)


def late_visits(period: Period, base: Base) -> Iterator[Late]:
    """One request for each visit of the month that has late records not yet asked for."""
    late = CaptureRecord.objects.filter(state=RecordState.LATE, reason__in=(AFTER_CLOSING, MONTH_CLOSED))
    ours = Q(pk__in=late.exclude(kind=RecordKind.START).values("inspection"), period=period)
    ours |= Q(pk__in=_begun_in(period, late), state=InspectionState.DRAFT)
    for visit in Inspection.objects.filter(ours).exclude(state=InspectionState.CANCELLED).order_by("pk"):
        if visit.agency_id in base.by_id:
            yield _of_visit(visit, period, base)


def _begun_in(period: Period, late: QuerySet[CaptureRecord]) -> set[UUID]:
    """Visits whose start came too late: by the day that the phone names, for they never began here."""
    starts = late.filter(kind=RecordKind.START)
    return {
        visit
        for visit, content in starts.order_by("pk").values_list("inspection", "content")
        if period.starts_on <= date.fromisoformat(content["visited_on"]) < period.ends_on
    }


def _of_visit(visit: Inspection, period: Period, base: Base) -> Late:
    origin = f"evaluations.inspection:{visit.pk}"
    earlier = CorrectionLine.objects.filter(correction__origin__startswith=origin, correction__period=period)
    asked = set(earlier.order_by().values_list("criterion_code", flat=True))
    turns = earlier.order_by().values("correction").distinct().count()
    found, notes = _found(visit)
    observed = Observation.objects.filter(inspection=visit).order_by()
    standing = set(observed.values_list("criterion__code", flat=True))
    said, known = base.said(visit.agency_id), {one.code for one in base.rules_of(visit.agency_id).criteria}
    lines = []
    for code, finding in sorted(found.items()):
        if code in standing:
            notes.append(f"{code}: cuộc kiểm tra đã có ghi nhận, bản ghi đến sau chỉ được giữ.")
        elif code in known and code not in asked and finding.n and not finding.not_applicable:
            before = said.get((code, INSPECTION))
            after = with_visit(before, finding.n, finding.k)
            lines.append(Line(visit.agency_id, code, INSPECTION, before, after, finding.note[:300]))
            if finding.severity == Severity.CRITICAL:
                notes.append(
                    f"{code}: vi phạm đặc biệt nghiêm trọng; điều chỉnh không tự khống chế xếp loại."
                )
    day = format_day(visit.visited_on)
    reason = f"Bản ghi của cuộc kiểm tra {visit.order_number} ngày {day} về máy chủ sau khi kỳ chốt."
    return Late(
        period,
        CorrectionCause.LATE_VISIT,
        f"{origin}:{turns + 1}" if turns else origin,
        " ".join((reason, *notes)),
        lines,
    )


def _found(visit: Inspection) -> tuple[dict[str, Finding], list[str]]:
    """What the late records come to by criterion, and what a person must know; of two who differ, nothing."""
    states = [RecordState.LATE]
    if visit.state == InspectionState.DRAFT:
        states.append(RecordState.HELD)
    rows = CaptureRecord.objects.filter(inspection=visit, kind__in=SPEAKING, state__in=states)
    found: dict[str, Finding] = {}
    notes: list[str] = []
    for name, records in _by_subject(rows.order_by("received_at", "id")).items():
        subject = read_subject(records, lambda _row, _content: "")
        merged = subject.merged()
        content = subject.contents.get(merged.standing) if merged.standing else None
        if merged.conflict:
            notes.append(f"{name}: hai người ghi khác nhau, chưa đề nghị sửa.")
        elif isinstance(content, Seen):
            found[name] = content.finding
        elif isinstance(content, Count):
            found |= _of_headcount(content)
    return found, notes


def _by_subject(rows: Iterable[CaptureRecord]) -> Mapping[str, list[CaptureRecord]]:
    found: dict[str, list[CaptureRecord]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return found


def _of_headcount(count: Count) -> dict[str, Finding]:
    findings = {code: finding_from_headcount(code, count.attendance) for code in FROM_HEADCOUNT}
    return {code: one for code, one in findings.items() if one is not None}


def hold_for_ever(visit_ids: Iterable[object]) -> int:
    """What was asked for as a correction is never applied to a visit that begins later: one or the other."""
    waiting = CaptureRecord.objects.filter(
        inspection__in=list(visit_ids), kind__in=SPEAKING, state=RecordState.HELD
    )
    return waiting.update(state=RecordState.LATE, reason=MONTH_CLOSED)
