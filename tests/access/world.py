"""The cast in a province where one of every object exists; objects are made when a route first asks."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from agencies.models import User
from agencies.tests.cast import Cast
from feedback.tests.triage.conftest import unlock
from tests.access import objects


@dataclass
class World:
    """The cast, one closed account, and the objects made so far.

    ``vault_keys`` are the private halves of vaults that the custodian has unlocked in this browser.
    """

    cast: Cast
    disabled: User
    made: dict[str, Any] = field(default_factory=dict)
    vault_keys: dict[int, bytes] = field(default_factory=dict)

    def object(self, name: str) -> Any:
        """The object that the tables call ``name``, the same one each time."""
        if name not in self.made:
            assert name in objects.OBJECTS, f"tests/access/objects.py does not say how to make {name!r}"
            self.made[name] = objects.OBJECTS[name](self)
        return self.made[name]

    def client(self, persona: str) -> Client:
        """A fresh client, signed in as the persona."""
        client = Client(raise_request_exception=False)
        if persona == "disabled":
            client.force_login(self.disabled)
            User.objects.filter(pk=self.disabled.pk).update(is_active=False)
        elif persona != "anonymous":
            user = User.objects.get(pk=getattr(self.cast, persona).pk)
            client.force_login(user)
            if persona == "custodian" and self.vault_keys:
                unlock(client, user, self.vault_keys)
        return client


@lru_cache(maxsize=1)
def patterns() -> list[tuple[str, URLPattern]]:
    """Every address of the resolver with its whole pattern, those without a name too."""
    return _walk(get_resolver(), "")


def _walk(resolver: URLResolver, prefix: str) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += _walk(entry, whole)
        else:
            found.append((whole, entry))
    return found


def counts() -> dict[str, int]:
    """How many rows each table holds, by one statement; sessions apart, which signing in writes."""
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.app_label != "sessions"]
    each = (f"SELECT '{table}', count(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return dict(cursor.fetchall())
