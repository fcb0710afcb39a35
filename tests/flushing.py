"""Emptying the database after a test that really commits, though some tables refuse to be emptied.

Append-only tables and guarded periods are protected by triggers in the database itself; for the clean-up
between tests, and only there, those triggers are taken down and put back in one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

TRUNCATE_GUARDS = (
    "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 > 0"
)


@contextmanager
def guards_down(connection: Any) -> Iterator[None]:
    """Take down the triggers that would refuse, and put them back; all in one transaction."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            down = [(f'DROP TRIGGER "{name}"', sql) for name, sql in cursor.fetchall()]
        else:
            cursor.execute(TRUNCATE_GUARDS)
            down = [
                (f"ALTER TABLE {table} DISABLE TRIGGER {name}", f"ALTER TABLE {table} ENABLE TRIGGER {name}")
                for table, name in cursor.fetchall()
            ]
        for take_down, _put_back in down:
            cursor.execute(take_down)
        yield
        for _take_down, put_back in down:
            cursor.execute(put_back)


@pytest.fixture(scope="session", autouse=True)
def flush_past_guards() -> Iterator[None]:
    """Let Django's flush between committing tests pass the guards."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_with_guards_down(self: Any, sql_list: list[str]) -> None:
        with guards_down(self.connection):
            flush(self, sql_list)

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_with_guards_down)
    yield
    patch.undo()
