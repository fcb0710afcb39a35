"""The relay and the reconciler of the outbox, run by beat, and the sending of e-mail."""

import logging
from datetime import timedelta
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

from core import clock, outbox
from core.jobs import LeaseHeld, job_run
from core.mailing import deliver
from core.models.jobs import JobRun
from core.models.outbox import OutboxMessage
from core.notifications import MAIL_SEND

logger = logging.getLogger(__name__)

KEEP_HANDLED = timedelta(days=30)
KEEP_RUNS = timedelta(days=180)


def _publish(app: Any, *, lost: bool) -> int:
    """Claim and send; what the broker does not take goes back to wait, and a broker away costs no attempt."""
    count = 0
    for task, ids in outbox.claim(clock.now(), lost=lost).items():
        try:
            app.send_task(task, kwargs={"message_ids": ids})
        except OperationalError as error:
            waiting = outbox.release(ids)
            logger.warning("outbox: the broker takes nothing (%s); %s messages wait", error, waiting)
        else:
            count += len(ids)
    return count


@shared_task(name="core.tasks.relay_outbox", bind=True)
def relay_outbox(self: Any) -> int:
    """Hand waiting messages to the workers; a crash after claiming is mended by the reconciler."""
    return _publish(self.app, lost=False)


@shared_task(name="core.tasks.reconcile_outbox", bind=True)
def reconcile_outbox(self: Any) -> int:
    """Hand over again what was published long ago and never took effect."""
    count = _publish(self.app, lost=True)
    if count:
        logger.warning("outbox: %s messages handed over again", count)
    return count


@shared_task(name="core.tasks.tidy_up")
def tidy_up() -> int:
    """Each night: forget intents that took effect 30 days ago and runs that ended 180 days ago.

    What failed or still waits stays until a person has looked.
    """
    at = clock.now()
    handled = OutboxMessage.objects.filter(handled_at__lt=at - KEEP_HANDLED)
    ended = JobRun.objects.filter(state=JobRun.State.DONE, finished_at__lt=at - KEEP_RUNS)
    return handled.delete()[0] + ended.delete()[0]


@shared_task(name="core.tasks.send_mail")
def send_mail(*, message_ids: list[int]) -> int:
    """Send the e-mails of the given outbox messages; what fails is tried again by the reconciler."""
    sent = 0
    for message in outbox.pending(MAIL_SEND, message_ids):
        try:
            sent += _send_batch(message)
        except LeaseHeld:
            continue
        except OSError as error:
            outbox.mark_failed(message, error)
            logger.warning("mail: %s; the rest waits", type(error).__name__)
            break
    return sent


def _send_batch(message: OutboxMessage) -> int:
    with job_run(MAIL_SEND, str(message.pk), at=clock.now()) as run:
        keys = message.payload["keys"]
        delivery = deliver(keys, at=clock.now())
        run.rows_in, run.rows_out = len(keys), delivery.sent
        outbox.mark_handled([message], at=clock.now())
    return delivery.sent
