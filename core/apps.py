"""Set-up of core: what SQLite lacks and the triggers ask for is given to each new connection."""

import hashlib
import json
from importlib import import_module

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def sha256_hex(text: str) -> str:
    """The SHA-256 digest of UTF-8 text as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def same_json(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same JSON value, as ``jsonb = jsonb`` says; nothing equals no text."""
    if one is None or other is None:
        return False
    return bool(json.loads(one) == json.loads(other))


def give_sqlite_functions(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """Register vhcv_sha256(text) and vhcv_same_json(a, b), so that triggers say the same on both engines."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("vhcv_sha256", 1, sha256_hex, deterministic=True)
        connection.connection.create_function("vhcv_same_json", 2, same_json, deterministic=True)


class CoreConfig(AppConfig):
    """The app of domain-free machinery: audit, outbox, jobs, files, documents."""

    name = "core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        connection_created.connect(give_sqlite_functions, dispatch_uid="core.sqlite_functions")
        import_module("core.audit_chain")
