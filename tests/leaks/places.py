"""Where a leak could lie: tables, the database's own files, media, mails, the cache, the log."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection

from tests.leaks.canaries import Search


def look_everywhere(search: Search, log: Iterable[str]) -> None:
    """Look into all that is kept by the portal after a day."""
    for place, data in (*_columns(), *_files(), *_mails(), *_cached()):
        search.look(place, data)
    for number, line in enumerate(log):
        search.look(f"log line {number}", line.encode())


def _columns() -> Iterator[tuple[str, bytes]]:
    """Each column of each table, text and bytes as they are."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")
            names = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
            for place, name in enumerate(names):
                yield f"column {table}.{name}", b"\n".join(_bytes(row[place]) for row in rows)


def _bytes(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


def _files() -> Iterator[tuple[str, bytes]]:
    """The SQLite file with its journal, and every file under MEDIA_ROOT."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        for path in (name, f"{name}-wal", f"{name}-journal"):
            if os.path.isfile(path):
                yield f"file {Path(path).name}", Path(path).read_bytes()
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            yield f"media {path.name}", path.name.encode() + path.read_bytes()


def _mails() -> Iterator[tuple[str, bytes]]:
    for number, letter in enumerate(getattr(mail, "outbox", ())):
        yield f"mail {number}", letter.message().as_bytes()


def _cached() -> Iterator[tuple[str, bytes]]:
    for name in settings.CACHES:
        kept = getattr(caches[name], "_cache", {})
        for key, value in list(kept.items()):
            yield f"cache {name}", f"{key}".encode() + (value if isinstance(value, bytes) else b"")
