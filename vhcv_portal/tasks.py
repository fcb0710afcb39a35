"""Background work of the assembly: the letters about accounts."""

import logging

from celery import shared_task

from core import clock, outbox
from vhcv_portal import letters

logger = logging.getLogger(__name__)


@shared_task(name="vhcv_portal.tasks.send_account_letters")
def send_account_letters(*, message_ids: list[int]) -> int:
    """Send the letters of the given outbox messages; what fails is tried again by the reconciler.

    A crash between sending and marking sends the same letter twice, which harms nobody. Once it is gone its
    text, which may hold a link to set a password, is wiped from the outbox.
    """
    sent = 0
    for message in outbox.pending(letters.ACCOUNT_LETTER, message_ids):
        try:
            letters.send(message.payload)
        except OSError as error:
            outbox.mark_failed(message, error)
            logger.warning("account letter: %s; it waits", type(error).__name__)
            continue
        message.payload = {}
        message.save(update_fields=["payload"])
        sent += outbox.mark_handled([message], at=clock.now())
    return sent
