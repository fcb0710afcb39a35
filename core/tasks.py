"""The relay and the reconciler of the outbox, run by beat."""

import logging

from celery import current_app, shared_task

from core import clock, outbox

logger = logging.getLogger(__name__)


def _publish(*, lost: bool) -> int:
    count = 0
    for task, ids in outbox.claim(clock.now(), lost=lost).items():
        current_app.send_task(task, kwargs={"message_ids": ids})
        count += len(ids)
    return count


@shared_task(name="core.tasks.relay_outbox")
def relay_outbox() -> int:
    """Hand waiting messages to the workers; a crash after claiming is mended by the reconciler."""
    return _publish(lost=False)


@shared_task(name="core.tasks.reconcile_outbox")
def reconcile_outbox() -> int:
    """Hand over again what was published long ago and never took effect."""
    count = _publish(lost=True)
    if count:
        logger.warning("outbox: %s messages handed over again", count)
    return count
