"""What the agency that a person left in a month tells the one that judges it (NĐ 233/2026, art. 14)."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Conflict
from core.words import written
from evaluations.actions.guard import refuse_closed_period
from evaluations.gather.assessments.transfers import Move
from evaluations.models import TransferNote

MISSING = "Hãy ghi nhận xét, hoặc quay lại nếu không có gì để gửi."
"""Longest note, in characters."""


def write_transfer_note(*, move: Move, form_id: UUID, text: str, actor: User, at: datetime) -> TransferNote:
    """Write or rewrite the note about a person who moved away; the same text again changes nothing.

    ``form_id`` is the note's own id, so rewriting names the note that was seen. Raises AccessRefused (also
    after the review's due day), WordsRefused, PeriodClosed, and Conflict where another note stands already.
    """
    require(actor, "transfer_note.write", move)
    text = written(text, MISSING)
    with refuse_closed_period(), transaction.atomic():
        found = TransferNote.objects.select_for_update(of=("self",)).filter(
            period=move.period, agency=move.agency_id, staff=move.staff_id
        )
        note = found.first()
        before = note.text if note else ""
        if note is not None and note.pk != form_id:
            raise _other()
        if note is None:
            note = _insert(move, form_id, text, actor, at)
        elif note.text == text:
            return note
        else:
            note.text, note.written_by, note.written_at = text, actor, at
            note.save(update_fields=["text", "written_by", "written_at"])
        audit.record(
            "transfer_note.written",
            actor=actor,
            subject=note,
            at=at,
            agency_id=move.agency_id,
            before={"text": before} if before else None,
            after={"text": text},
        )
    return note


def _insert(move: Move, form_id: UUID, text: str, actor: User, at: datetime) -> TransferNote:
    note = TransferNote(
        id=form_id,
        period=move.period,
        agency_id=move.agency_id,
        staff_id=move.staff_id,
        text=text,
        written_by=actor,
        written_at=at,
    )
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise
        raise _other() from error
    return note


def _other() -> Conflict:
    return Conflict("Nhận xét về người này vừa được người khác gửi. Hãy tải lại trang để xem rồi sửa.")
