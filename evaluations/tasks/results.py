"""Opening periods and computing results: tasks take ids, recompute from the sources, run twice harmlessly."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from celery import shared_task
from django.db import transaction

from core import clock, outbox
from core.errors import PeriodClosed
from core.jobs import LeaseHeld, job_run
from core.models import OutboxMessage
from evaluations.actions.open_period import NoCriteriaSet, open_period
from evaluations.actions.results import refresh_results
from evaluations.declarations import PERIOD_STALE, REFRESH_RESULTS, RESULTS_STALE
from evaluations.enums import PeriodKind
from evaluations.gather.mean_basis import is_settled
from evaluations.models import Period
from evaluations.rules.set_terms import MEAN_OF_MONTHS


@shared_task(name="evaluations.tasks.refresh_stale_results")
def refresh_stale_results(message_ids: list[int]) -> None:
    """Re-score the agencies that changes have touched, period by period."""
    by_period: dict[int, list[OutboxMessage]] = defaultdict(list)
    for message in outbox.pending(RESULTS_STALE, message_ids):
        by_period[message.payload["period"]].append(message)
    for period_id, messages in sorted(by_period.items()):
        refresh_touched(period_id, messages)


def refresh_touched(period_id: int, messages: list[OutboxMessage]) -> None:
    """Re-score the agencies that messages of one period name, and mark these handled with the effect."""
    _refresh(period_id, {message.payload["agency"] for message in messages}, messages)


def _refresh(period_id: int, agencies: Collection[int] | None, messages: list[OutboxMessage]) -> None:
    """Roll up under the period's lease; while another run holds it, the messages wait for the relay.

    A closed period needs no roll-up any more: what it holds is never recomputed from outside its snapshot.
    """
    period = Period.objects.get(pk=period_id)
    at = clock.now()
    if not period.is_open:
        outbox.mark_handled(messages, at=at)
        return
    try:
        with job_run(REFRESH_RESULTS, f"period:{period_id}", at=at) as run, transaction.atomic():
            done = refresh_results(period=period, agencies=agencies, at=at)
            run.rows_in, run.rows_out = done.records, done.agencies + done.moved
            outbox.mark_handled(messages, at=at)
    except LeaseHeld:
        outbox.give_back(messages)
    except PeriodClosed:
        outbox.mark_handled(messages, at=at)


@shared_task(name="evaluations.tasks.refresh_stale_periods")
def refresh_stale_periods(message_ids: list[int]) -> None:
    """Recompute whole periods, each once however many messages ask for it."""
    by_period: dict[int, list[OutboxMessage]] = defaultdict(list)
    for message in outbox.pending(PERIOD_STALE, message_ids):
        by_period[message.payload["period"]].append(message)
    for period_id, messages in sorted(by_period.items()):
        _refresh(period_id, None, messages)


@shared_task(name="evaluations.tasks.refresh_open_periods")
def refresh_open_periods() -> None:
    """Each night: ask for every open month to be recomputed whole; the figures must not move.

    Then for the open quarters and years whose set says that they are the mean of their months, until all of
    these are closed and counted.
    """
    at = clock.now()
    means = Period.objects.open().filter(sets__criteria_set__settings__over_time=MEAN_OF_MONTHS)
    asked = Period.objects.open().months() | means
    for period in asked.distinct().order_by("ends_on", "-starts_on"):
        if is_settled(period, clock.local_day(at)):
            continue
        outbox.send(PERIOD_STALE, {"period": period.pk}, at=at)


@shared_task(name="evaluations.tasks.open_periods")
def open_periods() -> None:
    """Open the month, quarter and year that hold today; a missed day is caught up by the next."""
    open_missing_periods(clock.now())


def open_missing_periods(at: datetime, kinds: Collection[str] = tuple(PeriodKind.values)) -> list[Period]:
    """The periods of ``kinds`` that hold the day of ``at``, opened where they were not."""
    try:
        return [open_period(kind=kind, day=clock.local_day(at), actor=None, at=at) for kind in kinds]
    except NoCriteriaSet:
        return []
