"""Closing the months that a real province would have closed by now: all but the last two."""

from datetime import datetime, timedelta

from django.db import transaction

from agencies.province.days import at as moment
from core.clock import local_day, month_start, months_back
from core.collector import collector_paused
from evaluations.actions.closing.locking import lock_period
from evaluations.actions.closing.record_close import record_close
from evaluations.actions.closing.seal import seal_period
from evaluations.actions.results import refresh_results
from evaluations.models import Period
from vhcv_portal.demo.progress import Progress

OPEN_MONTHS = 1
"""How many months before the running one stay open: their signatures and objections are still to come."""

AFTER = timedelta(days=18)
"""So long after its last day a month of the demonstration was closed, forms, reviews and objections done."""


def close_old_months(*, at: datetime, progress: Progress) -> int:
    """Close each open month but the running one and the one before it; how many. Running it again is fine."""
    first_open = months_back(month_start(local_day(at)), OPEN_MONTHS)
    old = Period.objects.months().open().filter(ends_on__lte=first_open).order_by("starts_on")
    count = 0
    for period in old:
        progress.begin(f"Chốt {period.label.lower()}")
        _close(period, min(at, moment(period.ends_on + AFTER, 9, 0)))
        count += 1
    return count


def _close(period: Period, at: datetime) -> None:
    """As ``close_period`` does it, without the two people, whom the demonstration has not."""
    with transaction.atomic(), collector_paused():
        locked = lock_period(period)
        refresh_results(period=locked, agencies=None, at=at)
        record_close(seal_period(period=locked, asked_by=None, actor=None, at=at), None, at)
