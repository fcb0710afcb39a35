"""What a sender wrote later: let through to the agency, or left aside."""

from datetime import datetime, timedelta

from django.db import transaction

from agencies.models import User
from core import clock
from core.access import require
from core.text import nfc
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.actions.triage.decide import MOST_RELEASED
from feedback.actions.triage.trace import note_triage
from feedback.enums import SealedKind
from feedback.models import CaseMessage, Sealed


def let_message_through(*, message: Sealed, text: str, actor: User, at: datetime) -> CaseMessage:
    """The agency reads the redacted ``text`` from tomorrow on, with the next batch's day.

    Raises AccessRefused, CaseRefused, NotNow where somebody decided already.
    """
    require(actor, "case.triage", message.case)
    text = nfc(text).strip()
    if not text:
        raise CaseRefused({"text": "Bản chuyển cơ quan còn trống. Hãy ghi điều cơ quan cần biết."})
    if len(text) > MOST_RELEASED:
        raise CaseRefused({"text": f"Bản chuyển cơ quan dài quá {MOST_RELEASED} ký tự."})
    with transaction.atomic():
        current = _undecided(message, at)
        kept = CaseMessage.objects.create(
            case=current.case, text=text, released_on=clock.local_day(at) + timedelta(days=1)
        )
        note_triage("case.message_released", current.case, actor=actor, at=at)
    return kept


def leave_message(*, message: Sealed, actor: User, at: datetime) -> None:
    """Nothing of a message goes to the agency; it stays sealed. Raises as ``let_message_through``."""
    require(actor, "case.triage", message.case)
    with transaction.atomic():
        current = _undecided(message, at)
        note_triage("case.message_left", current.case, actor=actor, at=at)


def _undecided(message: Sealed, at: datetime) -> Sealed:
    rows = Sealed.objects.select_for_update(of=("self",)).select_related("case").defer("envelope")
    current = rows.get(pk=message.pk)
    if current.kind != SealedKind.MESSAGE or current.read_on is not None:
        raise NotNow("Lời bổ sung này đã được xử lý.")
    current.read_on = clock.local_day(at)
    current.save(update_fields=["read_on"])
    return current
