"""Adding up positional scores, position by position, in one statement.

On PostgreSQL the sum and the count of a position travel in one aggregate: every score is shifted by a
million before it is added, so total = count × 1,000,000 + sum (sum < 1,000,000 for fewer than 10,000 rows
of a group; more rows are split by the caller's grouping or raise). Measured in docs/decisions.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

SHIFT = 1_000_000
LARGEST_GROUP = SHIFT // 100 - 1


class PositionTotals(NamedTuple):
    """The rows of one group: how many, and per position the sum and the number of scores given."""

    key: tuple[int | str, ...]
    rows: int
    sums: list[int]
    counts: list[int]


def sum_positions(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[int | str]
) -> list[PositionTotals]:
    """Sums and counts of the first ``width`` positions of ``column``, grouped by the columns ``keys``.

    ``table``, ``column``, ``keys`` and ``where`` are code, never user input; ``params`` fill ``where``.
    Raises OverflowError for a group of more than 9,999 rows.
    """
    if connection.vendor == "postgresql":
        return _sum_in_database(table, column, width, keys, where, params)
    return _sum_in_python(table, column, width, keys, where, params)


def _sum_in_database(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[int | str]
) -> list[PositionTotals]:
    columns = ", ".join(keys)
    totals = ", ".join(f"sum({column}[{position}] + {SHIFT})" for position in range(1, width + 1))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, count(*), {totals} FROM {table} WHERE {where} GROUP BY {columns}",  # noqa: S608
            params,
        )
        return [_decode(row, len(keys)) for row in cursor.fetchall()]


def _decode(row: Sequence[int], key_width: int) -> PositionTotals:
    rows = row[key_width]
    if rows > LARGEST_GROUP:
        raise OverflowError(f"a group of {rows} rows is too large for packed sums")
    packed = row[key_width + 1 :]
    return PositionTotals(
        tuple(row[:key_width]),
        rows,
        [0 if total is None else total % SHIFT for total in packed],
        [0 if total is None else total // SHIFT for total in packed],
    )


def _sum_in_python(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[int | str]
) -> list[PositionTotals]:
    groups: dict[tuple[int | str, ...], list[Sequence[int | None]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(keys)}, {column} FROM {table} WHERE {where}", params)  # noqa: S608
        for row in cursor:
            groups.setdefault(tuple(row[:-1]), []).append(json.loads(row[-1])[:width])
    return [_total(key, forms, width) for key, forms in groups.items()]


def _total(key: tuple[int | str, ...], forms: Sequence[Sequence[int | None]], width: int) -> PositionTotals:
    given = [[score for score in column if score is not None] for column in zip(*forms, strict=True)]
    given += [[]] * (width - len(given))
    return PositionTotals(
        key, len(forms), [sum(column) for column in given], [len(column) for column in given]
    )
