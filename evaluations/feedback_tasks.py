"""What the citizens' side asks of assessment: ratings and verdicts make the results of their month stale."""

from collections import defaultdict
from datetime import date

from celery import shared_task

from core import clock, outbox
from core.models import OutboxMessage
from evaluations.models import Period
from evaluations.tasks import refresh_touched
from feedback.declarations import CASE_JUDGED, RATED


@shared_task(name="evaluations.feedback_tasks.ratings_came")
def ratings_came(message_ids: list[int]) -> None:
    """Re-score the agencies that citizens rated, in the month of the day; a day of no month waits for none.

    Messages that took effect are deleted, for their moments would tell the minute at which a citizen came.
    """
    for period, messages in _by_month(outbox.pending(RATED, message_ids)):
        if period is None:
            outbox.mark_handled(messages, at=clock.now())
        else:
            refresh_touched(period.pk, messages)
    outbox.forget_handled(RATED, message_ids)


@shared_task(name="evaluations.feedback_tasks.cases_judged")
def cases_judged(message_ids: list[int]) -> None:
    """Re-score the agencies whose cases were judged, in the months of the verdict now and before."""
    for period, messages in _by_month(outbox.pending(CASE_JUDGED, message_ids)):
        if period is None:
            outbox.mark_handled(messages, at=clock.now())
        else:
            refresh_touched(period.pk, messages)


def _by_month(messages: list[OutboxMessage]) -> list[tuple[Period | None, list[OutboxMessage]]]:
    by_day: dict[str, list[OutboxMessage]] = defaultdict(list)
    for message in messages:
        by_day[message.payload["day"]].append(message)
    groups: dict[int, tuple[Period | None, list[OutboxMessage]]] = {}
    for day, of_day in sorted(by_day.items()):
        period = Period.objects.months().containing(date.fromisoformat(day)).first()
        groups.setdefault(period.pk if period else 0, (period, []))[1].extend(of_day)
    return list(groups.values())
