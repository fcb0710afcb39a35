"""Telling PostgreSQL's planner what its statistics cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def serial_plans() -> Iterator[None]:
    """Inside a transaction: statements in the block start no parallel workers (PostgreSQL; else nothing).

    For statements over a few thousand rows that the planner takes for many more: starting and stopping the
    workers costs more than the work (docs/decisions/rollup-speed.md).
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather TO DEFAULT")
