"""Statements that PostgreSQL plans once per connection instead of at each run.

For the few written-out statements that nearly every page asks. On a month's last day planning them cost four
times as much as running them (bench month-end). Not for use behind pgbouncer's transaction mode, where a
connection changes its server between statements.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

Values = Sequence[Any] | Mapping[str, Any]
_PLACE = re.compile(r"%\((\w+)\)s|%s|%%")
_prepared: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()


def prepared(statement: str, values: Values) -> tuple[str, Values]:
    """What to execute for ``statement`` (constant text with %s or %(name)s) and the values in their order.

    On SQLite both as they came. The types of values follow from their place, so give none that only a cast
    could tell.
    """
    if connection.vendor != "postgresql":
        return statement, values
    numbered, names, count = _numbered(statement)
    name = f"vhcv_{sha256(numbered.encode()).hexdigest()[:24]}"
    connection.ensure_connection()
    link = connection.connection
    known = _prepared.setdefault(link, set())
    if name not in known:
        # past Django's cursor: it is no statement of the page, and no count of queries should know it
        with link.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {numbered}")
        known.add(name)
    ordered = [values[one] for one in names] if isinstance(values, Mapping) else list(values)
    places = f" ({', '.join(['%s'] * count)})" if count else ""
    return f"EXECUTE {name}{places}", ordered


@lru_cache(maxsize=64)
def _numbered(statement: str) -> tuple[str, tuple[str, ...], int]:
    """The statement with $1, $2 …; the names in that order (a repeated name has one number); how many."""
    names: list[str] = []
    count = 0

    def place(found: re.Match[str]) -> str:
        nonlocal count
        if found[0] == "%%":
            return "%"
        if found[1] in names:
            return f"${names.index(found[1]) + 1}"
        count += 1
        if found[1]:
            names.append(found[1])
        return f"${count}"

    return _PLACE.sub(place, statement), tuple(names), count
