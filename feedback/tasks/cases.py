"""Each morning: heads are reminded of cases that wait, Home Affairs is told of those that wait too long."""

from celery import shared_task

from core import clock
from core.dates import is_working_day
from core.jobs import LeaseHeld, job_run
from feedback.actions.cases.remind import escalate_overdue, remind_agencies
from feedback.declarations import REMIND_CASES


@shared_task(name="feedback.tasks.cases.remind_cases")
def remind_cases() -> None:
    """Digests to heads by the ladder, escalation of what is too late; a missed morning is caught up."""
    at = clock.now()
    if not is_working_day(clock.local_day(at)):
        return
    try:
        with job_run(REMIND_CASES, "day", at=at) as run:
            run.rows_out = remind_agencies(at=at) + escalate_overdue(at=at)
    except LeaseHeld:
        return
