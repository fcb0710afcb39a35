"""Each working morning: heads are asked to sign, again where their figure moved."""

from celery import shared_task

from core import clock
from core.dates import is_working_day
from core.jobs import LeaseHeld, job_run
from evaluations.actions.closing.sign_reminding import remind_signing as remind
from evaluations.declarations.closing import REMIND_SIGNING


@shared_task(name="evaluations.tasks.remind_signing")
def remind_signing() -> None:
    """Remind of signatures of previewed results; a missed morning is caught up by the next."""
    at = clock.now()
    if not is_working_day(clock.local_day(at)):
        return
    try:
        with job_run(REMIND_SIGNING, "day", at=at) as run:
            run.rows_out = remind(at=at)
    except LeaseHeld:
        return
