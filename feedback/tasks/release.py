"""The nightly batch of what the custodians let through."""

from celery import shared_task

from core import clock
from core.jobs import LeaseHeld, job_run
from feedback.actions.triage.forget import forget_refused
from feedback.actions.triage.release_batch import release_batch as send_out
from feedback.declarations import RELEASE_BATCH


@shared_task(name="feedback.tasks.release.release_batch")
def release_batch() -> None:
    """Early in the morning: send out the batch, and forget what was refused long ago.

    A missed night is caught up by the next.
    """
    at = clock.now()
    try:
        with job_run(RELEASE_BATCH, "day", at=at) as run:
            run.rows_out = send_out(at=at).things
            forget_refused(on=clock.local_day(at))
    except LeaseHeld:
        return
