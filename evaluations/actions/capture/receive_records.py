"""Receive records of phones: each is stored first, as it was signed; then what it speaks of is settled."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction

from agencies.models import User
from core.errors import PeriodClosed, Refused
from evaluations.actions.capture.receiving import RESCUE, Gate, Signed
from evaluations.actions.corrections.came_late import records_came_late
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.inspections.locking import locked
from evaluations.actions.inspections.record_settling import settle
from evaluations.enums import InspectionState, RecordKind, RecordState
from evaluations.models import CaptureDevice, CapturedPhoto, CaptureRecord, Inspection
from evaluations.rules.capture.contents import Content, as_json
from evaluations.rules.capture.envelope import Envelope, digest_of, read_envelope
from evaluations.rules.capture.late import AFTER_CLOSING
from evaluations.rules.capture.reading import Unreadable, is_storable
from evaluations.rules.capture.schema import read_content

logger = logging.getLogger(__name__)

DIFFERENT, REJECTED = "different", "rejected"
"""Not stored: the id is known with another body; it may not be taken in. The phone keeps the record."""

MOST_PHOTOS = 60
"""Most photographs of one visit."""

OTHER_BODY = "Mã bản ghi này đã được gửi với nội dung khác. Bản trên máy được giữ lại để bạn xem."
TOO_MANY_PHOTOS = f"Mỗi cuộc kiểm tra giữ tối đa {MOST_PHOTOS} ảnh."
AFTER_MINUTES = "Đến sau khi đã lập biên bản. Bản ghi được giữ; nếu cần, đưa vào phụ lục biên bản."
AFTER_CANCELLING = "Cuộc kiểm tra đã hủy. Bản ghi được giữ để tra cứu."
NOT_WORKED_OUT = "Đã giữ nguyên; máy chủ chưa xử lý được và đã báo người vận hành."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one record; ``id`` is "" where the body names none."""

    id: str
    sha256: str
    state: str
    reason: str = ""

    @property
    def is_stored(self) -> bool:
        """Whether the server has the record, so that the phone may forget it."""
        return self.state not in (DIFFERENT, REJECTED)


@dataclass(frozen=True, slots=True)
class _Batch:
    """How the records of one request came; ``drift_ms`` is the server's clock minus the phone's."""

    way: str
    drift_ms: int
    sender: User
    at: datetime
    authors: dict[UUID, int]


def receive_records(
    *, records: Sequence[Signed], way: str, sent_at: datetime, actor: User, at: datetime
) -> list[Receipt]:
    """A receipt for each record, in their order; sending any of them again gives its receipt again.

    A transaction for each visit; one record that cannot be kept never stops another.
    """
    read = [_read(one) for one in records]
    drift_ms = _drift(way, sent_at, at)
    gate = Gate(actor, way, drift_ms, (one for one in read if isinstance(one, Envelope)))
    receipts: list[Receipt | None] = [None] * len(records)
    by_visit: dict[UUID, list[tuple[int, Envelope, str]]] = defaultdict(list)
    for place, (one, signed) in enumerate(zip(read, records, strict=True)):
        if isinstance(one, Receipt):
            receipts[place] = one
        elif reason := gate.refusal(one, signed.mac):
            receipts[place] = Receipt(str(one.id), one.sha256, REJECTED, reason)
        else:
            by_visit[one.visit].append((place, one, signed.mac))
    authors = {device.pk: device.user_id for device in gate.devices.values()}
    batch = _Batch(way, drift_ms, actor, at, authors)
    for visit, envelopes in sorted(by_visit.items()):
        kept = _receive(gate.visits[visit], [(one, mac) for _place, one, mac in envelopes], batch)
        for (place, _one, _mac), receipt in zip(envelopes, kept, strict=True):
            receipts[place] = receipt
    return [receipt for receipt in receipts if receipt is not None]


def note_contact(
    *, device: CaptureDevice, app: str, waiting: int, waiting_since: datetime | None, at: datetime
) -> None:
    """Remember what the phone says is still waiting on it; the team sees it before minutes are issued."""
    CaptureDevice.objects.filter(pk=device.pk).update(
        seen_at=at, app_version=app[:20], waiting=waiting, waiting_since=waiting_since if waiting else None
    )


def _read(signed: Signed) -> Envelope | Receipt:
    if not is_storable(signed.body):
        return Receipt("", "", REJECTED, "Bản ghi không đọc được.")
    try:
        return read_envelope(signed.body)
    except Unreadable as error:
        return Receipt("", digest_of(signed.body), REJECTED, str(error))


def _drift(way: str, sent_at: datetime, at: datetime) -> int:
    """Milliseconds that the phone's clock is behind; a rescue file says nothing about its phone's clock."""
    return 0 if way == RESCUE else round((at - sent_at).total_seconds() * 1000)


def _receive(visit: Inspection, envelopes: list[tuple[Envelope, str]], batch: _Batch) -> list[Receipt]:
    """Store the records of one visit, settle what the new ones speak of, and say what became of each."""
    with locked(visit) as current:
        late = _why_late(current)
        known = _known(envelopes)
        fresh = {
            envelope.id: _row(current, envelope, mac, late, batch)
            for envelope, mac in reversed(envelopes)
            if envelope.id not in known
        }
        rows = [fresh[pk] for pk in dict.fromkeys(one.id for one, _mac in envelopes) if pk in fresh]
        _store(rows, _expected_photos(current, rows))
        subjects = {row.subject for row in rows if row.state == RecordState.HELD}
        if subjects:
            _settle(current, subjects, batch)
        if rows and (subjects or late == AFTER_CLOSING):
            records_came_late(current, batch.at, begun=late == AFTER_CLOSING)
    now = _known(envelopes)
    return [_receipt(envelope, now.get(envelope.id), visit) for envelope, _mac in envelopes]


def _known(envelopes: list[tuple[Envelope, str]]) -> dict[UUID, CaptureRecord]:
    rows = CaptureRecord.objects.filter(pk__in=[envelope.id for envelope, _mac in envelopes])
    return {row.pk: row for row in rows.defer("body", "content").order_by("pk")}


def _receipt(envelope: Envelope, row: CaptureRecord | None, visit: Inspection) -> Receipt:
    pk, digest = str(envelope.id), envelope.sha256
    if row is None or row.sha256 != digest or row.inspection_id != visit.pk:
        return Receipt(pk, digest, DIFFERENT, OTHER_BODY)
    return Receipt(pk, digest, row.state, row.reason)


def _why_late(visit: Inspection) -> str:
    """Why nothing is written into the visit any more, "" while it is."""
    if visit.state == InspectionState.CANCELLED:
        return AFTER_CANCELLING
    if visit.state not in (InspectionState.DRAFT, InspectionState.ON_SITE):
        return AFTER_MINUTES
    if visit.state == InspectionState.ON_SITE and not visit.period.is_open:
        return AFTER_CLOSING
    return ""


def _store(rows: list[CaptureRecord], photos: list[CapturedPhoto]) -> None:
    """Keep the envelopes as they were signed: all at once, or, where one cannot be kept, each by itself."""
    try:
        with transaction.atomic():
            CaptureRecord.objects.bulk_create(rows)
            CapturedPhoto.objects.bulk_create(photos)
    except IntegrityError:
        by_record = {photo.pk: photo for photo in photos}
        for row in rows:
            _store_one(row, by_record.get(row.pk))


def _store_one(row: CaptureRecord, photo: CapturedPhoto | None) -> None:
    """In a savepoint; where the same id has just come in another visit, the receipt will tell."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            if photo is not None:
                photo.save(force_insert=True)
    except IntegrityError:
        logger.warning("capture: record %s came twice at the same instant", row.pk)


def _row(visit: Inspection, envelope: Envelope, mac: str, late: str, batch: _Batch) -> CaptureRecord:
    """The record as it is kept: the envelope to the letter, its content read, or the reason why not."""
    content, trouble = _content(envelope)
    return CaptureRecord(
        id=envelope.id,
        inspection=visit,
        device_id=envelope.device,
        author_id=batch.authors[envelope.device],
        sender=batch.sender,
        kind=envelope.kind,
        subject=envelope.subject,
        previous=[str(one) for one in envelope.previous],
        schema=envelope.schema,
        content={} if content is None else as_json(content),
        body=envelope.body,
        sha256=envelope.sha256,
        mac=mac,
        captured_at=envelope.captured_at,
        received_at=batch.at,
        drift_ms=batch.drift_ms,
        way=batch.way,
        state=RecordState.LATE if late else RecordState.REFUSED if trouble else RecordState.HELD,
        reason=(late or trouble)[:300],
    )


def _content(envelope: Envelope) -> tuple[Content | None, str]:
    """What the record says, or why it says nothing."""
    try:
        return read_content(envelope), ""
    except Unreadable as error:
        return None, str(error)


def _expected_photos(visit: Inspection, rows: list[CaptureRecord]) -> list[CapturedPhoto]:
    """The photographs whose pieces are taken from now on; of one too many only the record is kept."""
    named = [row for row in rows if row.kind == RecordKind.PHOTO and row.content]
    if not named:
        return []
    room = MOST_PHOTOS - CapturedPhoto.objects.filter(inspection=visit).count()
    for row in named[max(0, room) :]:
        row.state, row.reason, row.content = RecordState.REFUSED, TOO_MANY_PHOTOS, {}
    return [
        CapturedPhoto(
            id=row.pk,
            record=row,
            inspection=visit,
            criterion_code=row.content["criterion"],
            sha256=row.content["sha256"],
            size=row.content["size"],
        )
        for row in named[: max(0, room)]
    ]


def _settle(visit: Inspection, subjects: set[str], batch: _Batch) -> None:
    """Settle in a savepoint: what was stored stays stored, whatever goes wrong in working it out."""
    try:
        with refuse_closed_period(), transaction.atomic():
            settle(visit, subjects, actor=batch.sender, at=batch.at)
    except PeriodClosed:
        _say(visit, subjects, RecordState.LATE, AFTER_CLOSING)
    except Refused as refusal:
        _say(visit, subjects, RecordState.HELD, refusal.message)
    except OperationalError:
        raise
    except Exception:
        logger.exception("capture: records of %s are kept but not settled", visit.pk)
        _say(visit, subjects, RecordState.HELD, NOT_WORKED_OUT)


def _say(visit: Inspection, subjects: set[str], state: RecordState, reason: str) -> None:
    waiting = CaptureRecord.objects.filter(inspection=visit, subject__in=subjects, state=RecordState.HELD)
    waiting.update(state=state, reason=reason[:300])
