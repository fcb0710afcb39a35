"""Writing results: one statement for the rows, one for the places that moved, one for the summary."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Case, PositiveSmallIntegerField, Value, When
from django.db.models.functions import Cast

from evaluations.actions.results.ranked import Standing
from evaluations.models import AgencyResult, Period, PeriodSummary
from evaluations.rules.going_up import means

WRITTEN = [
    field.name for field in AgencyResult._meta.concrete_fields if field.name not in ("id", "agency", "period")
]


def store_results(results: Sequence[AgencyResult]) -> None:
    """Insert or rewrite the rows of (period, agency)."""
    AgencyResult.objects.bulk_create(
        results, update_conflicts=True, unique_fields=["period", "agency"], update_fields=WRITTEN
    )


def store_places(period: Period, moved: Sequence[AgencyResult]) -> None:
    """Rewrite only rank and number ranked of agencies that others have moved."""
    if not moved:
        return
    AgencyResult.objects.filter(period=period, agency__in=[row.agency_id for row in moved]).update(
        rank=_by_agency({row.agency_id: row.rank for row in moved}),
        ranked_of=_by_agency({row.agency_id: row.ranked_of for row in moved}),
    )


def _by_agency(values: dict[int, int | None]) -> Case:
    places = PositiveSmallIntegerField()
    cases = (When(agency=agency, then=Cast(Value(value), places)) for agency, value in values.items())
    return Case(*cases, output_field=places)


def store_summary(period: Period, together: dict[int, Standing], revision: int, at: datetime) -> None:
    """The province's figures (S12) under a new revision, which keys every cached page."""
    province = means(standing.member for standing in together.values())
    PeriodSummary.objects.filter(period=period).update(
        revision=revision,
        weighted_mean=province.weighted,
        simple_mean=province.simple,
        agencies_rated=province.agencies,
        agencies_ranked=province.counted,
        records=sum(standing.records for standing in together.values()),
        computed_at=at,
    )
