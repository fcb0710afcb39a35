"""What stands between an inspection and its minutes: unsettled records, signatures that no longer fit."""

from collections.abc import Sequence

from django.db.models import Q

from evaluations.enums import RecordKind, RecordState
from evaluations.gather.documents.onsite import SIDES, standing_record
from evaluations.gather.inspections import attendance_of, finding_of, headcount_of
from evaluations.models import CaptureRecord, Inspection, Observation
from evaluations.rules.capture.wording import subject_in_sentence
from evaluations.rules.documents.facts import InspectionFacts
from evaluations.rules.documents.readiness import Unsettled, problems
from evaluations.rules.signing import signed_sha256, signed_text


def minutes_problems(inspection: Inspection, facts: InspectionFacts) -> list[str]:
    """Why the minutes may not be issued yet."""
    return problems(facts, unsettled(inspection), present_digest(inspection), changed_since(inspection))


def unsettled(inspection: Inspection) -> Unsettled:
    """Subjects in conflict and records that wait, by subject."""
    open_states = (RecordState.CONFLICT, RecordState.HELD)
    rows = CaptureRecord.objects.filter(inspection=inspection, state__in=open_states)
    found = set(rows.order_by("subject").values_list("state", "subject"))
    conflicts, held = (
        tuple(sorted({subject_in_sentence(subject) for at, subject in found if at == state}))
        for state in open_states
    )
    return Unsettled(conflicts, held)


def present_digest(inspection: Inspection) -> str:
    """The digest that a signature of the present findings carries (see evaluations.rules.signing)."""
    rows = Observation.objects.filter(inspection=inspection).select_related("criterion")
    findings = {row.criterion.code: finding_of(row) for row in rows.order_by("criterion__code")}
    headcount = headcount_of(inspection)
    counted_at = headcount.counted_at if headcount else None
    return signed_sha256(signed_text(attendance_of(headcount), counted_at, findings))


def changed_since(inspection: Inspection) -> dict[str, Sequence[str]]:
    """By side: what was recorded after its drawn signature, or came later from another phone."""
    return {side: _changed_for(inspection, side) for side in SIDES}


def _changed_for(inspection: Inspection, side: str) -> list[str]:
    signature = standing_record(inspection, RecordKind.SIGNATURE, f"signature:{side}")
    if signature is None:
        return []
    signed_at = signature.captured_at
    later = Q(captured_at__gt=signed_at) | (Q(received_at__gt=signed_at) & ~Q(device=signature.device_id))
    records = CaptureRecord.objects.filter(
        later, inspection=inspection, kind__in=(RecordKind.OBSERVATION, RecordKind.HEADCOUNT)
    ).exclude(state__in=(RecordState.REFUSED, RecordState.LATE))
    subjects = {subject_in_sentence(subject) for subject in records.values_list("subject", flat=True)}
    web = Observation.objects.filter(inspection=inspection, head=None, recorded_at__gt=signed_at)
    return sorted(subjects | set(web.values_list("criterion__code", flat=True)))
