"""Adding up positional scores, position by position, in one statement.

The sum and the count of a position travel as one number: every score is shifted by a million before it is
added, so total = count × 1,000,000 + sum (sum < 1,000,000 for fewer than 10,000 rows of a group; more rows
are split by the caller's grouping or raise). Measured in docs/decisions/rollup-speed.md.
"""

import json
from collections.abc import Sequence
from datetime import date
from itertools import repeat
from operator import add, floordiv, mod
from typing import NamedTuple
from uuid import UUID

from django.db import connection

Param = int | str | date | UUID
SHIFT = 1_000_000
LARGEST_GROUP = SHIFT // 100 - 1


class PositionTotals(NamedTuple):
    """The rows of one group: how many, and per position the number of scores given and their sum, packed."""

    key: tuple[int | str, ...]
    rows: int
    packed: list[int]

    @property
    def sums(self) -> list[int]:
        """Per position the sum of the scores given."""
        return list(map(mod, self.packed, repeat(SHIFT)))

    @property
    def counts(self) -> list[int]:
        """Per position how many scores were given."""
        return list(map(floordiv, self.packed, repeat(SHIFT)))

    def joined(self, other: "PositionTotals") -> "PositionTotals":
        """Both groups as one, under this one's key. Raises OverflowError above 9,999 rows."""
        packed = list(map(add, self.packed, other.packed))
        return _checked(self.key, self.rows + other.rows, packed)


def sum_positions(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[Param]
) -> list[PositionTotals]:
    """Sums and counts of the first ``width`` positions of ``column``, grouped by the columns ``keys``.

    ``table``, ``column``, ``keys`` and ``where`` are code, never user input; ``params`` fill ``where``.
    Raises OverflowError for a group of more than 9,999 rows.
    """
    if connection.vendor == "postgresql":
        return _sum_in_database(table, column, width, keys, where, params)
    return _sum_in_python(table, column, width, keys, where, params)


def _sum_in_database(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[Param]
) -> list[PositionTotals]:
    columns = ", ".join(keys)
    totals = "".join(f", sum({column}[{position}] + {SHIFT})" for position in range(1, width + 1))
    at = len(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, count(*){totals} FROM {table} WHERE {where} GROUP BY {columns}",  # noqa: S608
            params,
        )
        return [
            _checked(row[:at], row[at], [total or 0 for total in row[at + 1 :]]) for row in cursor.fetchall()
        ]


def _sum_in_python(
    table: str, column: str, width: int, keys: Sequence[str], where: str, params: Sequence[Param]
) -> list[PositionTotals]:
    groups: dict[tuple[int | str, ...], list[Sequence[int | None]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(keys)}, {column} FROM {table} WHERE {where}", params)  # noqa: S608
        for row in cursor:
            groups.setdefault(tuple(row[:-1]), []).append(json.loads(row[-1])[:width])
    return [_checked(key, len(forms), _pack(forms, width)) for key, forms in groups.items()]


def _pack(forms: Sequence[Sequence[int | None]], width: int) -> list[int]:
    totals = [
        sum(score + SHIFT for score in column if score is not None) for column in zip(*forms, strict=True)
    ]
    return totals + [0] * (width - len(totals))


def _checked(key: tuple[int | str, ...], rows: int, packed: list[int]) -> PositionTotals:
    if rows > LARGEST_GROUP:
        raise OverflowError(f"a group of {rows} rows is too large for packed sums")
    return PositionTotals(key, rows, packed)
