"""Sending notifications by e-mail, each at most once as far as a mail server lets one know."""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from core.models.notifications import Notification
from core.notifications import address_of

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Delivery:
    """What became of a batch: e-mails sent, and addresses that the mail server refused for good."""

    sent: int = 0
    refused: int = 0


def deliver(keys: Iterable[str], *, at: datetime) -> Delivery:
    """Send the notifications of ``keys`` that have not been sent, over one connection.

    Each is marked as soon as the server took it, so a second run sends only the rest. A server that is
    away raises OSError (SMTPException is one); a refused address is counted and the others go on.
    """
    delivery = Delivery()
    waiting = Notification.objects.filter(key__in=list(keys), mailed_at=None).select_related("recipient")
    with get_connection() as connection:
        for notification in waiting.order_by("id"):
            address = address_of(notification.recipient)
            if not address:
                continue
            try:
                letter(notification, address, connection).send()
            except SMTPRecipientsRefused:
                logger.warning("mail: the address of notification %s was refused", notification.pk)
                delivery.refused += 1
            else:
                Notification.objects.filter(pk=notification.pk).update(mailed_at=at)
                delivery.sent += 1
    return delivery


def letter(
    notification: Notification, address: str, connection: BaseEmailBackend | None = None
) -> EmailMessage:
    """The e-mail of a notification.

    Its Message-ID follows from the key: should a crash between sending and marking double the mail, the
    reader's program can tell that both are one.
    """
    digest = hashlib.sha256(notification.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{digest}@van-hoa-cong-vu>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        subject=notification.subject,
        body=notification.body,
        to=[address],
        headers=headers,
        connection=connection,
    )
