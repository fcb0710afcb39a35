"""Letters of allauth (password reset, changes) leave by the outbox, so no page waits for a mail server."""

from typing import Any

from django.core.mail import EmailMessage

from core import clock, outbox

ACCOUNT_LETTER = "account.letter"

outbox.declare_topic(ACCOUNT_LETTER, "vhcv_portal.tasks.send_account_letters")


def leave(letter: EmailMessage) -> None:
    """Put a letter that is ready to go into the outbox."""
    payload = {"to": list(letter.to), "subject": str(letter.subject), "body": str(letter.body)}
    outbox.send(ACCOUNT_LETTER, payload, at=clock.now())


def send(payload: dict[str, Any]) -> None:
    """Send one letter; raises OSError (SMTPException is one) when the server does not take it."""
    EmailMessage(subject=payload["subject"], body=payload["body"], to=payload["to"]).send()
