"""The store of records: every value of a visit is written down here first, by whichever way it comes."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from agencies.models import User
from evaluations.enums import RecordKind, RecordState
from evaluations.gather.capture.standing import HEADS, unrecorded, unrecorded_id
from evaluations.models import CaptureRecord, Inspection, Observation
from evaluations.rules.capture.contents import Content, as_json, iso
from evaluations.rules.capture.envelope import digest_of

WEB = "web"
"""The way of what was typed on a page of the portal."""


def heads_of(inspection: Inspection, subject: str) -> list[CaptureRecord]:
    """The records of a subject that nobody replaces, earliest first."""
    rows = CaptureRecord.objects.filter(inspection=inspection, subject=subject, state__in=HEADS)
    return list(rows.order_by("captured_at", "id"))


def keep_web_record(
    inspection: Inspection,
    subject: str,
    content: Content,
    *,
    actor: User,
    at: datetime,
    previous: Sequence[UUID] | None = None,
    record_id: UUID | None = None,
) -> CaptureRecord:
    """Write down what was typed on a page; it replaces ``previous``, or what stands."""
    if previous is None:
        previous = [head.pk for head in heads_of(inspection, subject)[:1]]
    return _create(
        inspection, subject, as_json(content), pk=record_id or uuid4(), previous=previous, who=actor, at=at
    )


def adopt_unrecorded(inspection: Inspection) -> None:
    """Write down values that were kept before there were records, so that an edit replaces them knowingly.

    They stand already, so each is applied at once and its observation names it: that happens once.
    """
    for _visit, subject, content, who, when in unrecorded([inspection.pk]):
        pk = unrecorded_id(inspection.pk, subject)
        state = RecordState.APPLIED
        _create(inspection, subject, content, pk=pk, previous=(), who=who, at=when, state=state)
        Observation.objects.filter(inspection=inspection, criterion__code=subject).update(head=pk)


def _create(
    inspection: Inspection,
    subject: str,
    content: dict[str, object],
    *,
    pk: UUID,
    previous: Sequence[UUID],
    who: User,
    at: datetime,
    state: RecordState = RecordState.HELD,
) -> CaptureRecord:
    kind = subject if subject in RecordKind.values else RecordKind.OBSERVATION.value
    body = json.dumps(
        {
            "schema": 2,
            "id": str(pk),
            "device": None,
            "visit": str(inspection.pk),
            "kind": kind,
            "subject": subject,
            "previous": [str(one) for one in previous],
            "captured_at": iso(at),
            "app": WEB,
            "content": content,
        },
        ensure_ascii=False,
    )
    return CaptureRecord.objects.create(
        id=pk,
        inspection=inspection,
        author=who,
        sender=who,
        kind=kind,
        subject=subject,
        previous=[str(one) for one in previous],
        schema=2,
        content=content,
        body=body,
        sha256=digest_of(body),
        captured_at=at,
        received_at=at,
        way=WEB,
        state=state,
    )
