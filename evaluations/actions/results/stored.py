"""Writing results: one statement for the rows, one for the places that moved, one for the summary.

The rows are written by SQL of our own: the ORM's bulk_create took as long as all the reading
(docs/decisions/rollup-speed.md).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from evaluations.actions.results.ranked import Standing
from evaluations.models import AgencyResult, Period, PeriodSummary
from evaluations.rules.going_up import means

TABLE = AgencyResult._meta.db_table
FIELDS = [field for field in AgencyResult._meta.concrete_fields if not field.primary_key]
BATCH = 200
"""Rows of one INSERT: 200 × 27 values stay below SQLite's limit of 32,766."""

REWRITTEN = [str(field.column) for field in FIELDS if field.name not in ("period", "agency")]


def store_results(results: Sequence[AgencyResult]) -> None:
    """Insert or rewrite the rows of (period, agency)."""
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in FIELDS)
    rewrite = ", ".join(f"{name} = excluded.{name}" for name in map(quoted, REWRITTEN))
    for start in range(0, len(results), BATCH):
        rows = [_values(result) for result in results[start : start + BATCH]]
        _execute(
            # Only names of our own model are written in; every value is a parameter.
            f"INSERT INTO {TABLE} ({columns}) VALUES {_places(rows)} "  # noqa: S608
            f"ON CONFLICT (period_id, agency_id) DO UPDATE SET {rewrite}",
            rows,
        )


def _values(result: AgencyResult) -> list[Any]:
    return [field.get_db_prep_save(getattr(result, field.attname), connection) for field in FIELDS]


def _places(rows: Sequence[Sequence[Any]]) -> str:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return ", ".join([one] * len(rows))


def _execute(statement: str, rows: Iterable[Sequence[Any]], *others: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row] + list(others))


def store_places(period: Period, moved: Sequence[AgencyResult]) -> None:
    """Rewrite only rank and number ranked of agencies that others have moved."""
    if not moved:
        return
    rows = [(row.agency_id, row.rank, row.ranked_of) for row in moved]
    _execute(
        f"WITH moved (agency, place, ranked_of) AS (VALUES {_places(rows)}) "  # noqa: S608
        f"UPDATE {TABLE} SET rank = CAST(moved.place AS smallint), "
        "ranked_of = CAST(moved.ranked_of AS smallint) "
        f"FROM moved WHERE {TABLE}.period_id = %s AND {TABLE}.agency_id = moved.agency",
        rows,
        period.pk,
    )


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
