"""Late facts of closed periods: looked for when one comes, and each night."""

from celery import shared_task

from core import clock, outbox
from core.clock import months_back
from core.jobs import LeaseHeld, job_run
from evaluations.actions.corrections.find_late import ask_for_late_facts
from evaluations.declarations.corrections import FIND_LATE_FACTS, LATE_FACT
from evaluations.enums import PeriodState
from evaluations.models import Period

OLDEST = 13
"""Months back that are looked at each night; a fact that is later still is asked for by a person."""


@shared_task(name="evaluations.tasks.late_facts_came")
def late_facts_came(message_ids: list[int]) -> None:
    """Look at the periods that late facts name, each once."""
    messages = outbox.pending(LATE_FACT, message_ids)
    for period in Period.objects.filter(pk__in={one.payload["period"] for one in messages}).order_by("pk"):
        ours = [one for one in messages if one.payload["period"] == period.pk]
        if _look(period):
            outbox.mark_handled(ours, at=clock.now())
        else:
            outbox.give_back(ours)


@shared_task(name="evaluations.tasks.find_late_facts")
def find_late_facts() -> None:
    """Each night: whatever came late to a period closed in the last year and was not asked for yet."""
    since = months_back(clock.month_start(clock.today()), OLDEST)
    closed = Period.objects.filter(state=PeriodState.CLOSED, starts_on__gte=since)
    for period in closed.order_by("starts_on", "pk"):
        _look(period)


def _look(period: Period) -> bool:
    """False while another run looks at the same period."""
    at = clock.now()
    try:
        with job_run(FIND_LATE_FACTS, f"period:{period.pk}", at=at) as run:
            run.rows_out = ask_for_late_facts(period=period, at=at)
    except LeaseHeld:
        return False
    return True
