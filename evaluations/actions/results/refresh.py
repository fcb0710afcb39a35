"""Recompute results from their sources: a whole period, or the agencies that a change touched."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.collector import collector_paused
from core.errors import PeriodClosed
from evaluations.actions.results.ranked import give_places, standing_of, standings
from evaluations.actions.results.scored import score_months
from evaluations.actions.results.stored import store_places, store_results, store_summary
from evaluations.gather.month import gather_month
from evaluations.models import AgencyResult, Period, PeriodSummary


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
    with transaction.atomic(), collector_paused():
        summary, _created = PeriodSummary.objects.select_for_update().get_or_create(period=period)
        if not Period.objects.open().filter(pk=period.pk).exists():
            raise PeriodClosed
        revision = summary.revision + 1
        fresh = list(score_months(period, gather_month(period, agencies), at))
        for result in fresh:
            result.revision = revision
        others = {} if agencies is None else standings(period)
        moved = give_places(fresh, others)
        store_results(fresh)
        store_places(period, moved)
        if agencies is None:
            _remove_unrated(period, fresh)
        together = others | {result.agency_id: standing_of(result) for result in fresh}
        store_summary(period, together, revision, at)
    return Refreshed(sum(result.records for result in fresh), len(fresh), len(moved), revision)


def _remove_unrated(period: Period, fresh: Collection[AgencyResult]) -> None:
    rated = [result.agency_id for result in fresh]
    AgencyResult.objects.in_period(period).exclude(agency__in=rated).delete()
