"""What phones recorded beside the findings: signatures, the end of the work, photographs, clocks."""

from datetime import datetime

from django.db.models import Max, Min, Q

from evaluations.enums import PhotoState, RecordKind, RecordState
from evaluations.models import CapturedPhoto, CaptureRecord, Inspection, ObservationPhoto
from evaluations.rules.documents.facts import Finish, Person, Photo, Signed

COUNTED = (RecordState.APPLIED, RecordState.CONFLICT)
SIDES = ("team", "agency")


def standing_record(inspection: Inspection, kind: RecordKind, subject: str) -> CaptureRecord | None:
    """The record that stands for a subject, the earliest where several say the same."""
    records = CaptureRecord.objects.filter(
        inspection=inspection, kind=kind, subject=subject, state=RecordState.APPLIED
    )
    return records.order_by("captured_at", "id").first()


def signatures_of(inspection: Inspection) -> tuple[Signed, ...]:
    """The signature or refusal of each side that was recorded, the team's first."""
    found = [(side, standing_record(inspection, RecordKind.SIGNATURE, f"signature:{side}")) for side in SIDES]
    return tuple(signed_from(side, record) for side, record in found if record is not None)


def signed_from(side: str, record: CaptureRecord) -> Signed:
    """A signature as the phone recorded it; the times of the strokes are left out of the paper."""
    content = record.content
    return Signed(
        side=side,
        name=content.get("name", ""),
        post=content.get("post", ""),
        way=content.get("way", "drawn"),
        at=record.captured_at,
        strokes=tuple(
            tuple((round(point[0]), round(point[1])) for point in stroke)
            for stroke in content.get("strokes") or []
        ),
        width=round(content.get("width") or 0),
        height=round(content.get("height") or 0),
        reason=content.get("reason", ""),
        witness_name=content.get("witness_name", ""),
        witness_post=content.get("witness_post", ""),
        signed_sha256=content.get("signed_sha256", ""),
    )


def finish_of(inspection: Inspection) -> tuple[Finish, Person | None]:
    """How the work on site ended, and who stood for the inspected then."""
    record = standing_record(inspection, RecordKind.FINISH, "finish")
    if record is None:
        return Finish(ended_at=inspection.finished_at), None
    content = record.content
    ended_at = content.get("ended_at")
    finish = Finish(
        ended_at=datetime.fromisoformat(ended_at) if ended_at else inspection.finished_at,
        place=content.get("place", ""),
        remarks=content.get("remarks", ""),
        read_back=bool(content.get("read_back")),
        copies=int(content.get("copies") or 2),
    )
    return finish, Person(content.get("agency_name", ""), content.get("agency_post", ""))


def photos_of(inspection: Inspection) -> tuple[Photo, ...]:
    """Every photograph by its digest at capture, by criterion; those still on their way are listed too."""
    sent = CapturedPhoto.objects.filter(inspection=inspection, record__state__in=COUNTED)
    captured = (
        sent.exclude(state=PhotoState.REFUSED).select_related("record").order_by("record__captured_at", "id")
    )
    photos = [
        Photo(
            one.criterion_code,
            one.record.content.get("caption", ""),
            one.sha256,
            int(one.record.content.get("blurred") or 0),
        )
        for one in captured
    ]
    known = {photo.sha256 for photo in photos}
    uploaded = ObservationPhoto.objects.filter(observation__inspection=inspection).exclude(
        attachment__in=CapturedPhoto.objects.filter(attachment__isnull=False).values("attachment")
    )
    for one in uploaded.select_related("attachment", "observation__criterion").order_by("id"):
        if one.attachment.original_sha256 not in known:
            code = one.observation.criterion.code
            photos.append(Photo(code, one.attachment.caption, one.attachment.original_sha256))
    return tuple(sorted(photos, key=lambda photo: photo.criterion))


def largest_drift(inspection: Inspection) -> int:
    """The largest difference between a phone's clock and the server's, in milliseconds, 0 without records."""
    stands = Q(state__in=COUNTED) | Q(state=RecordState.SUPERSEDED)
    ends = CaptureRecord.objects.filter(stands, inspection=inspection).aggregate(
        least=Min("drift_ms"), most=Max("drift_ms")
    )
    return max(abs(ends["least"] or 0), abs(ends["most"] or 0))
