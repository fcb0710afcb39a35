"""Writing many rows: COPY on PostgreSQL, executemany on SQLite, in the same order of tables."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import StringIO
from uuid import UUID

from django.db import connection
from django.db.models import Model

Cell = str | int | None
BUFFERED_ROWS = 4000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Table:
    """A model with the attributes that its rows give, in this order; a missing ``id`` is the database's."""

    def __init__(self, model: type[Model], *attributes: str) -> None:
        by_name = {field.attname: str(field.column) for field in model._meta.concrete_fields}
        self.name = model._meta.db_table
        self.columns = [by_name[attribute] for attribute in attributes]
        self.model = model


class BulkWriter:
    """Collects rows of several tables and writes them, parents' tables first, whenever many have come."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._rows: dict[str, list[tuple[Cell, ...]]] = {table.name: [] for table in tables}
        self._tables = tables
        self._waiting = 0
        self.written: dict[str, int] = dict.fromkeys(self._rows, 0)

    def add(self, table: Table, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Take rows whose cells are as the database stores them (see ``moment_cell``, ``id_cell``)."""
        found = list(rows)
        self._rows[table.name] += found
        self._waiting += len(found)
        if self._waiting >= BUFFERED_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        for table in self._tables:
            rows = self._rows[table.name]
            if rows:
                _write(table, rows)
                self.written[table.name] += len(rows)
                rows.clear()
        self._waiting = 0


def _write(table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
    columns = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    name = connection.ops.quote_name(table.name)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.copy_expert(f"COPY {name} ({columns}) FROM STDIN", StringIO(_as_copy(rows)))
        else:
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _as_copy(rows: Sequence[tuple[Cell, ...]]) -> str:
    return "".join("\t".join(map(_copy_cell, row)) + "\n" for row in rows)


def _copy_cell(cell: Cell) -> str:
    if cell is None:
        return "\\N"
    return cell.translate(_ESCAPES) if isinstance(cell, str) else str(cell)


@lru_cache(maxsize=8192)
def moment_cell(at: datetime) -> str:
    """A moment as both databases read it: in UTC, with the offset only where the column knows one."""
    text = at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    return f"{text}+00" if connection.vendor == "postgresql" else text


def id_cell(key: UUID) -> str:
    """A UUID as both databases read it, 32 hexadecimal digits."""
    return key.hex


def scores_cell(scores: Sequence[int | None]) -> str:
    """Positional scores: an array on PostgreSQL, a JSON list on SQLite."""
    if connection.vendor == "postgresql":
        return "{" + ",".join("NULL" if score is None else str(score) for score in scores) + "}"
    return "[" + ",".join("null" if score is None else str(score) for score in scores) + "]"
