"""The whole of what a citizen sent, for a paper that goes to the lawful body by hand."""

from dataclasses import dataclass
from datetime import datetime

from agencies.models import User
from core.access import require
from feedback.actions.triage.contact import hand_contact_on
from feedback.actions.triage.reading import Keys, read_photo, read_text
from feedback.actions.triage.trace import note_triage
from feedback.enums import HandingState, SealedKind
from feedback.models import FeedbackCase
from feedback.rules.envelopes import Contact


@dataclass(frozen=True, slots=True)
class Original:
    """Text, photos as JPEG bytes, and the contact only where two custodians agreed to hand it on."""

    text: str
    photos: list[bytes]
    contact: Contact | None


def read_original(*, case: FeedbackCase, keys: Keys, actor: User, at: datetime) -> Original:
    """Open everything of a case that may go on the paper; each look leaves its row.

    Raises AccessRefused, NothingSealed, VaultLocked, core.sealing.BrokenSeal.
    """
    require(actor, "case.hand_over", case)
    text = read_text(case=case, keys=keys, actor=actor, at=at)
    photos = case.sealed.filter(kind=SealedKind.PHOTO).select_related("case").order_by("pk")
    pictures = [read_photo(photo=photo, keys=keys, actor=actor, at=at) for photo in photos]
    contact = _agreed_contact(case, keys, actor, at)
    note_triage("case.original_printed", case, actor=actor, at=at, with_contact=contact is not None)
    return Original(text, pictures, contact)


def _agreed_contact(case: FeedbackCase, keys: Keys, actor: User, at: datetime) -> Contact | None:
    handing = case.handings.filter(state=HandingState.AGREED).select_related("case").first()
    if handing is None or actor.pk not in (handing.asked_by_id, handing.decided_by_id):
        return None
    return hand_contact_on(handing=handing, keys=keys, actor=actor, at=at)
