"""Send an issued letter: by e-mail through the outbox, or by hand, on a day that a person enters."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, outbox
from core.access import require
from core.clock import local_day
from core.errors import Refused
from feedback.actions.letters.draft import locked
from feedback.actions.letters.refusals import LetterRefused, refuse_old
from feedback.declarations import LETTER_MAIL
from feedback.enums import LetterKind, LetterState
from feedback.models import Letter
from feedback.rules.letter_moves import LETTERS
from registers.declarations import REGISTERS_CHANGED

NO_ADDRESS = "Thư này không có địa chỉ thư điện tử. Hãy gửi bản giấy rồi ghi ngày gửi."
WAITS_ALREADY = "Thư đang chờ gửi qua thư điện tử. Vài phút nữa hãy xem lại."


class CannotMail(Refused):
    """There is no address, or an e-mail waits already (HTTP 409)."""


def mail_letter(*, letter: Letter, seen_version: int, actor: User, at: datetime) -> Letter:
    """Leave the letter for the mail server; it counts as sent once the server took it.

    Raises AccessRefused, TransitionRefused, Conflict, CannotMail.
    """
    require(actor, "letter.send", letter)
    with transaction.atomic():
        current = locked(letter)
        LETTERS.target(current.state, "send")
        refuse_old(current.version, seen_version)
        if not current.email:
            raise CannotMail(NO_ADDRESS)
        if current.mail_asked_at is not None:
            raise CannotMail(WAITS_ALREADY)
        current.mail_asked_at, current.mail_refused = at, False
        current.version += 1
        current.save(update_fields=["mail_asked_at", "mail_refused", "version"])
        outbox.send(LETTER_MAIL, {"letter": str(current.pk)}, at=at)
        audit.record("letter.mail_asked", actor=actor, subject=current, at=at, agency_id=current.agency_id)
    return current


def hand_letter(*, letter: Letter, sent_on: date, seen_version: int, actor: User, at: datetime) -> Letter:
    """Note that the letter was handed over or posted on a day.

    Raises AccessRefused, TransitionRefused, Conflict, LetterRefused.
    """
    require(actor, "letter.send", letter)
    with transaction.atomic():
        current = locked(letter)
        target = LETTERS.target(current.state, "send")
        refuse_old(current.version, seen_version)
        issued_on = local_day(current.issued_at) if current.issued_at else sent_on
        if not issued_on <= sent_on <= local_day(at):
            raise LetterRefused({"sent_on": "Ngày gửi phải từ ngày ban hành đến hôm nay."})
        current.state, current.sent_on, current.sent_at, current.sent_by_hand = target, sent_on, at, True
        _keep(current, actor, at)
    return current


def mark_mailed(*, letter: Letter, at: datetime) -> bool:
    """Note that the mail server took the letter; False where somebody noted before that it was sent."""
    with transaction.atomic():
        current = locked(letter)
        if current.state != LetterState.ISSUED:
            return False
        current.state, current.sent_on, current.sent_at = LetterState.SENT, local_day(at), at
        _keep(current, None, at)
    return True


def mark_refused(*, letter: Letter, at: datetime) -> None:
    """Note that the mail server refused the address for good, so that a person sends it by hand."""
    with transaction.atomic():
        current = locked(letter)
        if current.state == LetterState.ISSUED:
            current.mail_asked_at, current.mail_refused = None, True
            current.version += 1
            current.save(update_fields=["mail_asked_at", "mail_refused", "version"])
            audit.record(
                "letter.mail_refused", actor=None, subject=current, at=at, agency_id=current.agency_id
            )


def _keep(letter: Letter, actor: User | None, at: datetime) -> None:
    letter.version += 1
    letter.save(update_fields=["state", "sent_on", "sent_at", "sent_by_hand", "version"])
    if letter.kind == LetterKind.APOLOGY:
        outbox.send(REGISTERS_CHANGED, {"agency": letter.agency_id}, at=at)
    way = "hand" if letter.sent_by_hand else "mail"
    audit.record(
        "letter.sent",
        actor=actor,
        subject=letter,
        at=at,
        agency_id=letter.agency_id,
        after={"way": way, "sent_on": letter.sent_on},
    )
