"""The sender's contact: looked at for a reason (†), handed on when two custodians agree (‡)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core.access import require
from core.errors import Refused
from core.replay import create_once
from core.text import nfc
from feedback.actions.cases.refusals import CaseRefused, NotNow
from feedback.actions.triage.reading import Keys, NothingSealed
from feedback.actions.triage.trace import note_triage
from feedback.actions.vaults.openings import open_sealed
from feedback.enums import HandingState, SealedKind
from feedback.models import ContactHanding, FeedbackCase
from feedback.rules.envelopes import Contact, contact_of

LEAST_REASON, MOST_REASON = 10, 300
MOST_RECEIVER = 200


class HandingTaken(Refused):
    """A request about this case waits already (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Phản ánh này đang có một đề nghị bàn giao liên hệ chưa xong.")


def read_contact(*, case: FeedbackCase, reason: str, keys: Keys, actor: User, at: datetime) -> Contact:
    """How the sender may be reached; ``reason`` (10–300 signs) stands in the row of the look.

    Raises AccessRefused, CaseRefused, NothingSealed, VaultLocked, core.sealing.BrokenSeal.
    """
    require(actor, "case.triage", case)
    reason = _said("reason", reason, "Hãy ghi vì sao cần xem liên hệ (từ 10 ký tự).")
    return _contact(case, reason, keys, actor, at)


def _contact(case: FeedbackCase, reason: str, keys: Keys, actor: User, at: datetime) -> Contact:
    sealed = case.sealed.filter(kind=SealedKind.CONTACT).select_related("case").order_by("day", "pk").first()
    if sealed is None:
        raise NothingSealed
    return contact_of(open_sealed(sealed=sealed, keys=keys, actor=actor, at=at, reason=reason))


def _said(name: str, text: str, words: str) -> str:
    kept = nfc(text).strip()
    if not LEAST_REASON <= len(kept) <= MOST_REASON:
        raise CaseRefused({name: words})
    return kept


def ask_handing(
    *, form_id: UUID, case: FeedbackCase, receiver: str, purpose: str, actor: User, at: datetime
) -> ContactHanding:
    """Ask that the contact be handed on to ``receiver``; another holder decides. The same form twice is one.

    Raises AccessRefused, CaseRefused, NothingSealed, HandingTaken, core.errors.Conflict.
    """
    require(actor, "contact.ask", case)
    receiver = nfc(receiver).strip()
    if not receiver or len(receiver) > MOST_RECEIVER:
        raise CaseRefused({"receiver": "Hãy ghi nơi nhận liên hệ."})
    purpose = _said("purpose", purpose, "Hãy ghi bàn giao để làm gì (từ 10 ký tự).")
    if not case.sealed.filter(kind=SealedKind.CONTACT).exists():
        raise NothingSealed
    with transaction.atomic():
        FeedbackCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
        open_ones = case.handings.filter(state__in=(HandingState.ASKED, HandingState.AGREED))
        if open_ones.exclude(pk=form_id).exists():
            raise HandingTaken
        asked = ContactHanding(
            id=form_id, case=case, receiver=receiver, purpose=purpose, asked_by=actor, asked_at=at
        )
        handing, is_new = create_once(asked, "case_id", "receiver", "purpose", "asked_by_id")
        if is_new:
            note_triage("contact.asked", handing, actor=actor, at=at)
    return handing


def decide_handing(*, handing: ContactHanding, agrees: bool, actor: User, at: datetime) -> ContactHanding:
    """The second custodian agrees or not; the same decision twice changes nothing.

    Raises AccessRefused for who asked, NotNow where it was decided otherwise.
    """
    require(actor, "contact.decide", handing)
    wanted = HandingState.AGREED if agrees else HandingState.DECLINED
    with transaction.atomic():
        current = ContactHanding.objects.select_for_update(of=("self",)).get(pk=handing.pk)
        if current.state == wanted and current.decided_by_id == actor.pk:
            return current
        if current.state != HandingState.ASKED:
            raise NotNow("Đề nghị này đã được quyết định.")
        current.state, current.decided_by, current.decided_at = wanted, actor, at
        current.save(update_fields=["state", "decided_by", "decided_at"])
        note_triage("contact.decided", current, actor=actor, at=at, state=str(wanted))
    return current


def hand_contact_on(*, handing: ContactHanding, keys: Keys, actor: User, at: datetime) -> Contact:
    """The contact for the paper that goes to the receiver; once agreed, by either of the two, once.

    Raises AccessRefused, NotNow, NothingSealed, VaultLocked, core.sealing.BrokenSeal.
    """
    require(actor, "contact.hand_on", handing)
    with transaction.atomic():
        rows = ContactHanding.objects.select_for_update(of=("self",)).select_related("case")
        current = rows.get(pk=handing.pk)
        if current.state != HandingState.AGREED:
            raise NotNow("Chỉ in phiếu được khi người thứ hai đã đồng ý, và chỉ một lần.")
        if actor.pk not in (current.asked_by_id, current.decided_by_id):
            raise NotNow("Phiếu bàn giao do người đề nghị hoặc người đồng ý in.")
        reason = f"Bàn giao cho {current.receiver}"[:MOST_REASON]
        contact = _contact(current.case, reason, keys, actor, at)
        current.state, current.done_at = HandingState.DONE, at
        current.save(update_fields=["state", "done_at"])
        note_triage("contact.handed_on", current, actor=actor, at=at)
    return contact
