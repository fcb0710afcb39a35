"""Recompute results from their sources: a whole period, or the agencies that a change touched."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from core import clock
from core.collector import collector_paused
from core.errors import PeriodClosed
from evaluations.actions.guard import refuse_closed_period
from evaluations.actions.results.ranked import fresh_standings, moved, places, standings
from evaluations.actions.results.rows import result_rows
from evaluations.actions.results.stored import (
    Stamp,
    remove_unrated,
    store_places,
    store_results,
    store_summary,
)
from evaluations.enums import PeriodState
from evaluations.gather.month import gather_month
from evaluations.gather.over_time import means_of
from evaluations.models import Period, PeriodSummary
from feedback.rules.release import telling_day

_LOCK = """
SELECT s.revision, p.state FROM evaluations_periodsummary s JOIN evaluations_period p ON p.id = s.period_id
WHERE s.period_id = %s
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a roll-up did: source records read, agencies scored, others whose rank moved, the new revision."""

    records: int
    agencies: int
    moved: int
    revision: int


def refresh_results(*, period: Period, agencies: Collection[int] | None, at: datetime) -> Refreshed:
    """Score ``agencies`` (None = all) of an open period and rank it anew; running it twice is harmless.

    Nothing is added to what stood before: every figure comes from the sources. Rows of agencies that are
    no longer rated in the period are removed by a whole roll-up. Raises PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic(), collector_paused():
        stamp = Stamp(period, at, _lock_summary(period) + 1)
        gathered = list(gather_month(period, agencies, today=telling_day(at)))
        rows = list(result_rows(gathered, means_of(period, gathered, clock.local_day(at))))
        stored = {} if agencies is None else standings(period)
        fresh = fresh_standings(rows)
        together = stored | fresh
        placed = places(period, together, rows)
        others = moved(stored, fresh, placed)
        store_results(rows, placed, stamp)
        store_places(period, others)
        if agencies is None:
            remove_unrated(stamp)
        store_summary(stamp, together)
    return Refreshed(sum(row.records for row in rows), len(rows), len(others), stamp.revision)


def _lock_summary(period: Period) -> int:
    """Lock the period's summary, so that roll-ups of it queue; its revision. Raises PeriodClosed."""
    lock = " FOR UPDATE OF s" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK + lock, [period.pk])
        found = cursor.fetchone()
    if found is None:
        if not Period.objects.open().filter(pk=period.pk).exists():
            raise PeriodClosed
        PeriodSummary.objects.get_or_create(period=period)
        return _lock_summary(period)
    revision, state = found
    if state != PeriodState.OPEN:
        raise PeriodClosed
    return int(revision)
