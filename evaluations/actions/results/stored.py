"""Writing results: one statement for the rows, one for the places that moved, one for the summary.

The rows are written by SQL of our own: the ORM's bulk_create took as long as all the reading
(docs/decisions/rollup-speed.md). Only names of our own model are written into it; every value is a parameter.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from evaluations.actions.results.ranked import Standing
from evaluations.actions.results.rows import ResultRow
from evaluations.models import AgencyResult, Period
from evaluations.rules.going_up import means
from evaluations.rules.ranking import Ranked

TABLE = AgencyResult._meta.db_table
OF_ROW = (*ResultRow._fields, "rank", "ranked_of")
OF_ALL = ("period_id", "computed_at", "revision")
COLUMNS = (*OF_ALL, *OF_ROW)
KEYS = ("period_id", "agency_id")
FIELDS = {field.attname: field for field in AgencyResult._meta.concrete_fields}
_SUMMARY = """
UPDATE evaluations_periodsummary
SET revision = %s, computed_at = %s, weighted_mean = %s, simple_mean = %s, agencies_rated = %s,
    agencies_ranked = %s, records = %s
WHERE period_id = %s
"""
BATCH = 200
"""Rows of one INSERT on SQLite: 200 × 25 values stay below its limit of 32,766."""


class Stamp(NamedTuple):
    """What all rows of one roll-up share."""

    period: Period
    at: datetime
    revision: int


def store_results(rows: Sequence[ResultRow], places: Mapping[int, Ranked], stamp: Stamp) -> None:
    """Insert or rewrite the rows of (period, agency)."""
    placed = [(*row, places[row.agency_id].rank, places[row.agency_id].of) for row in rows]
    shared = [stamp.period.pk, FIELDS["computed_at"].get_db_prep_save(stamp.at, connection), stamp.revision]
    if not placed:
        return
    if connection.vendor == "postgresql":
        _store_columns(placed, shared)
    else:
        _store_values(placed, shared)


def _store_columns(rows: Sequence[Sequence[Any]], shared: Sequence[Any]) -> None:
    """On PostgreSQL one parameter per column: five thousand single ones took longer than the writing."""
    statement, is_text = _column_statement()
    columns = [
        _texts(column) if text else _numbers(column)
        for text, column in zip(is_text, zip(*rows, strict=True), strict=True)
    ]
    _execute(statement, [*shared, *columns])


@cache
def _column_statement() -> tuple[str, list[bool]]:
    """The statement with its columns as arrays, and which of them travel as text."""
    types = {name: str(FIELDS[name].db_type(connection)) for name in OF_ROW}
    is_text = [_is_text(kind) for kind in types.values()]
    carried = ["text" if text else kind for text, kind in zip(is_text, types.values(), strict=True)]
    arrays = ", ".join(f"%s::{kind}[]" for kind in carried)
    chosen = ", ".join(f'v."{name}"::{kind}' for name, kind in types.items())
    return (
        f"INSERT INTO {TABLE} ({_names(COLUMNS)}) "  # noqa: S608
        f"SELECT %s, %s, %s, {chosen} FROM unnest({arrays}) AS v ({_names(OF_ROW)}) {_rewrite()}",
        is_text,
    )


def _is_text(kind: str) -> bool:
    """Whether a column travels as text: words, JSON, and arrays, which unnest would take apart."""
    return kind in ("text", "jsonb") or kind.startswith("varchar") or kind.endswith("[]")


def _texts(column: Iterable[Any]) -> list[str]:
    return [value if isinstance(value, str) else _numbers(value) for value in column]


def _numbers(column: Iterable[Any]) -> str:
    """An array of numbers as PostgreSQL writes it."""
    return "{" + ",".join(["NULL" if value is None else str(value) for value in column]) + "}"


def _store_values(rows: Sequence[Sequence[Any]], shared: Sequence[Any]) -> None:
    """On SQLite one parameter per value; JSON is text already."""
    values = OF_ROW.index("values")
    for start in range(0, len(rows), BATCH):
        batch = [[*shared, *row] for row in rows[start : start + BATCH]]
        for row in batch:
            at = len(shared) + values
            row[at] = FIELDS["values"].get_db_prep_save(row[at], connection)
        statement = f"INSERT INTO {TABLE} ({_names(COLUMNS)}) VALUES {_slots(batch)} {_rewrite()}"  # noqa: S608
        _execute(statement, [value for row in batch for value in row])


def _rewrite() -> str:
    rewritten = [name for name in COLUMNS if name not in KEYS]
    return f"ON CONFLICT ({_names(KEYS)}) DO UPDATE SET " + ", ".join(
        f'"{name}" = excluded."{name}"' for name in rewritten
    )


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _slots(rows: Sequence[Sequence[Any]]) -> str:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return ", ".join([one] * len(rows))


def _execute(statement: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def store_places(period: Period, moved: Sequence[Ranked]) -> None:
    """Rewrite only rank and number ranked of agencies that others have moved."""
    if not moved:
        return
    rows = [(place.agency, place.rank, place.of) for place in moved]
    _execute(
        f"WITH moved (agency, place, ranked_of) AS (VALUES {_slots(rows)}) "  # noqa: S608
        f"UPDATE {TABLE} SET rank = CAST(moved.place AS smallint), "
        "ranked_of = CAST(moved.ranked_of AS smallint) "
        f"FROM moved WHERE {TABLE}.period_id = %s AND {TABLE}.agency_id = moved.agency",
        [*(value for row in rows for value in row), period.pk],
    )


def remove_unrated(stamp: Stamp) -> None:
    """After a whole roll-up, delete the rows that it did not write: agencies that are rated no more."""
    _execute(
        f"DELETE FROM {TABLE} WHERE period_id = %s AND revision < %s",  # noqa: S608
        [stamp.period.pk, stamp.revision],
    )


def store_summary(stamp: Stamp, together: Mapping[int, Standing]) -> None:
    """The province's figures (S12) under a new revision, which keys every cached page."""
    province = means(standing.member for standing in together.values())
    _execute(
        _SUMMARY,
        [
            stamp.revision,
            FIELDS["computed_at"].get_db_prep_save(stamp.at, connection),
            province.weighted,
            province.simple,
            province.agencies,
            province.counted,
            sum(standing.records for standing in together.values()),
            stamp.period.pk,
        ],
    )
