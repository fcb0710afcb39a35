"""The cache that all nodes share, in the database, made cheap enough for a month's last day.

Django's own needs five statements and a commit for each write, and drops live entries once the table is
full. Here a write is one statement, and only what has expired is ever removed: a limit on logging in must
not be forgotten because many people log in (bench month-end).
"""

import base64
import pickle
import random
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone

SWEEP_ONE_IN = 500
"""A write in so many removes what has expired."""
COUNT = "count:"
"""How the text of a whole number begins, so that the database itself can add to it."""


class SharedCache(DatabaseCache):
    """``DatabaseCache`` with a write of one statement, which two nodes cannot interleave.

    ``LOCATION`` names the table (core/migrations/0004 makes it). ``MAX_ENTRIES`` and ``CULL_FREQUENCY`` are
    not read: entries live until they expire.
    """

    _table: str

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Write as ``mode`` says; False when "add" found a live entry or "touch" none."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        moment = connection.ops.adapt_datetimefield_value
        expires, now = moment(self._expiry(timeout)), moment(timezone.now())
        table = connection.ops.quote_name(self._table)
        with connection.cursor() as cursor:
            if mode == "touch":
                words = f"UPDATE {table} SET expires = %s WHERE cache_key = %s AND expires >= %s"  # noqa: S608
                cursor.execute(words, [expires, key, now])
                return bool(cursor.rowcount)
            kept = self._text_of(value)
            words = (
                f"INSERT INTO {table} AS held (cache_key, value, expires) VALUES (%s, %s, %s)"  # noqa: S608
                " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
            )
            if mode == "add":
                cursor.execute(f"{words} WHERE held.expires < %s", [key, kept, expires, now])
            else:
                cursor.execute(words, [key, kept, expires])
            written = bool(cursor.rowcount)
            if random.randrange(SWEEP_ONE_IN) == 0:  # noqa: S311 - no secret
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
        return written

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a live whole number and give the sum; its end stays. Raises ValueError where there is none.

        One statement: of many at once each gets a sum of its own.
        """
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        start = len(COUNT)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET value = '{COUNT}' || (CAST(substr(value, {start + 1}) AS bigint) + %s)"  # noqa: S608
                f" WHERE cache_key = %s AND expires >= %s AND substr(value, 1, {start}) = '{COUNT}'"
                " RETURNING value",
                [delta, self.make_and_validate_key(key, version=version), now],
            )
            row = cursor.fetchone()
        if row is None:
            raise ValueError(f"no live count under {key!r}")
        return int(row[0][start:])

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        """What is live of ``keys`` (one query); what has expired is left to the sweep."""
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        if not names:
            return {}
        connection = connections[router.db_for_read(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        places = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {table} WHERE expires >= %s AND cache_key IN ({places})",  # noqa: S608
                [now, *names],
            )
            return {names[key]: self._value_of(text) for key, text in cursor.fetchall()}

    def _text_of(self, value: Any) -> str:
        """How a value stands in the table."""
        if type(value) is int:
            return f"{COUNT}{value}"
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")

    @staticmethod
    def _value_of(text: str) -> Any:
        if text.startswith(COUNT):
            return int(text[len(COUNT) :])
        return pickle.loads(base64.b64decode(text.encode()))  # noqa: S301 - only the portal writes here

    def _expiry(self, timeout: Any) -> datetime:
        """When an entry of that timeout (seconds; None for ever) ends."""
        at = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if at is None else datetime.fromtimestamp(at, UTC)
