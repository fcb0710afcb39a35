"""Each night: the order in which citizens came is taken away, and months that are over are forgotten."""

from datetime import date, timedelta

from celery import shared_task

from core import clock
from core.jobs import LeaseHeld, job_run
from core.models.jobs import JobRun
from feedback.actions.visits import forget_months, shuffle_visits
from feedback.declarations import VISITS_NIGHT

LEASE = timedelta(hours=2)
FARTHEST = timedelta(days=31)
"""How far back a night looks that knows of none before it."""


@shared_task(name="feedback.tasks.visits_night")
def visits_night() -> None:
    """Shuffle, then forget; nights that were missed are caught up by the next."""
    at = clock.now()
    today = clock.local_day(at)
    since = _done_until(today)
    try:
        with job_run(VISITS_NIGHT, "night", at=at, lease=LEASE) as run:
            # not counted in the ledger: how many codes were used each day is half of a guess
            shuffle_visits(on=today, since=since)
            run.rows_out = forget_months(on=today)
    except LeaseHeld:
        return


def _done_until(today: date) -> date:
    """The day of the last night that ended well, whose own hours are still in order."""
    done = JobRun.objects.filter(job=VISITS_NIGHT, state=JobRun.State.DONE).newest_first().first()
    farthest = today - FARTHEST
    return max(farthest, clock.local_day(done.started_at)) if done else farthest
