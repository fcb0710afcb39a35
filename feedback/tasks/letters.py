"""Letters that leave by e-mail, with the paper as it was issued; and who owes an apology, each morning."""

import logging
from smtplib import SMTPRecipientsRefused

from celery import shared_task
from django.core.mail import EmailMessage

from core import clock, outbox
from core.dates import is_working_day
from core.documents.flow import from_json
from core.documents.paper import write_paper
from core.jobs import LeaseHeld, job_run
from core.models import OutboxMessage
from feedback.actions.letters.remind import remind_apologies
from feedback.actions.letters.send import mark_mailed, mark_refused
from feedback.declarations import LETTER_MAIL, REMIND_APOLOGIES
from feedback.enums import LetterState
from feedback.models import Letter

logger = logging.getLogger(__name__)
WORDS = (
    "Kính gửi Ông/bà,\n\n{agency} gửi Ông/bà {kind} số {symbol} trong tệp kèm theo.\n\n"
    "Thư này do hệ thống gửi tự động. Cần trao đổi thêm, Ông/bà vui lòng liên hệ cơ quan có tên trong thư."
)


@shared_task(name="feedback.tasks.remind_apologies")
def remind_apologies_daily() -> None:
    """Tell heads each morning at work which apologies are due; a missed morning is caught up the same day."""
    at = clock.now()
    if not is_working_day(clock.local_day(at)):
        return
    try:
        with job_run(REMIND_APOLOGIES, clock.local_day(at).isoformat(), at=at) as run:
            run.rows_out = remind_apologies(at=at)
    except LeaseHeld:
        return


@shared_task(name="feedback.tasks.send_letters")
def send_letters(*, message_ids: list[int]) -> int:
    """Send the letters of the given outbox messages; what fails is tried again by the reconciler.

    A crash between sending and marking sends the same letter twice, under one Message-ID.
    """
    sent = 0
    for message in outbox.pending(LETTER_MAIL, message_ids):
        try:
            sent += _send(message)
        except OSError as error:
            # what a mail server answers often names the address, which the outbox must not keep
            outbox.mark_failed(message, OSError(type(error).__name__))
            logger.warning("letters: %s; the rest waits", type(error).__name__)
            break
        except Exception as error:  # whatever one paper breaks on must not keep the others in the house
            outbox.mark_failed(message, RuntimeError(type(error).__name__))
            logger.warning("letters: %s; the next goes on", type(error).__name__)
    return sent


def _send(message: OutboxMessage) -> int:
    letter = Letter.objects.filter(pk=message.payload["letter"], state=LetterState.ISSUED).first()
    done = 0
    if letter is not None:
        try:
            mail_of(letter).send()
        except SMTPRecipientsRefused:
            logger.warning("letters: the address of letter %s was refused", letter.pk)
            mark_refused(letter=letter, at=clock.now())
        else:
            done = int(mark_mailed(letter=letter, at=clock.now()))
    outbox.mark_handled([message], at=clock.now())
    return done


def mail_of(letter: Letter) -> EmailMessage:
    """The e-mail: a few words, and the paper as a PDF."""
    content = letter.content or {}
    paper = from_json(content)
    kind = letter.get_kind_display().lower()
    mail = EmailMessage(
        subject=f"{letter.get_kind_display()} số {letter.symbol}",
        body=WORDS.format(agency=paper.letterhead.issuer, kind=kind, symbol=letter.symbol),
        to=[letter.email],
        headers={"Message-ID": f"<{letter.pk.hex}@van-hoa-cong-vu>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach(f"{paper.file_stem}.pdf", write_paper(content, "pdf"), "application/pdf")
    return mail
