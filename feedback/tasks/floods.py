"""Each night: yesterday's traces are looked at once more and forgotten."""

from celery import shared_task

from core import clock
from core.jobs import LeaseHeld, job_run
from feedback.actions.suspicions.settle import settle_traces
from feedback.declarations import SETTLE_TRACES


@shared_task(name="feedback.tasks.settle_traces_nightly")
def settle_traces_nightly() -> None:
    """Set aside what the last ratings of a day missed, then delete every trace of past days."""
    at = clock.now()
    try:
        with job_run(SETTLE_TRACES, clock.local_day(at).isoformat(), at=at) as run:
            run.rows_out, run.rows_in = settle_traces(at=at)
    except LeaseHeld:
        return
