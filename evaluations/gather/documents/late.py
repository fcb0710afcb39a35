"""Records that came after the minutes and that no addendum has taken up yet."""

from evaluations.enums import DocumentKind, RecordKind, RecordState, Severity
from evaluations.models import CaptureRecord, Inspection, IssuedDocument
from evaluations.rules.capture.wording import subject_in_sentence
from evaluations.rules.documents.parts import LateRecord


def late_records(inspection: Inspection) -> list[LateRecord]:
    """What may still be taken up by an addendum, in the order in which it was made."""
    taken = _taken(inspection)
    records = CaptureRecord.objects.filter(inspection=inspection, state=RecordState.LATE)
    return [
        LateRecord(
            id=str(record.pk),
            subject=subject_in_sentence(record.subject),
            said=said_of(record),
            captured_at=record.captured_at,
            received_at=record.received_at,
            sha256=record.sha256,
        )
        for record in records.order_by("captured_at", "id")
        if str(record.pk) not in taken
    ]


def _taken(inspection: Inspection) -> set[str]:
    addenda = IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.ADDENDUM)
    every = addenda.order_by("number").values_list("facts", flat=True)
    return {record["id"] for facts in every for record in facts["parts"]["late"]}


def said_of(record: CaptureRecord) -> str:
    """What a record says, in a few words."""
    content = record.content
    if record.kind == RecordKind.OBSERVATION:
        return _observed(content)
    if record.kind == RecordKind.HEADCOUNT:
        return f"Có mặt {content.get('present', 0)} người"
    if record.kind == RecordKind.PHOTO:
        return f"Ảnh {content.get('caption') or 'không chú thích'}, SHA-256 {content.get('sha256', '')}"
    return record.get_kind_display()


def _observed(content: dict[str, object]) -> str:
    if content.get("not_applicable"):
        said = "không áp dụng"
    else:
        said = f"{content.get('k')}/{content.get('n')}"
    severity = str(content.get("severity") or "none")
    if severity != Severity.NONE:
        said += f"; mức độ {Severity(severity).label.lower()}"
    note = str(content.get("note") or "").strip()
    return f"{said}; {note}" if note else said
