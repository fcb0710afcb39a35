"""Set-up of core: the SHA-256 function that SQLite lacks is given to each new connection."""

import hashlib

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def sha256_hex(text: str) -> str:
    """The SHA-256 digest of UTF-8 text as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()


def give_sqlite_sha256(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    """Register vhcv_sha256(text) so that the audit chain's trigger works on SQLite as on PostgreSQL."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("vhcv_sha256", 1, sha256_hex, deterministic=True)


class CoreConfig(AppConfig):
    """The app of domain-free machinery: audit, outbox, jobs, files, documents."""

    name = "core"
    verbose_name = "Nền tảng"

    def ready(self) -> None:
        connection_created.connect(give_sqlite_sha256, dispatch_uid="core.sqlite_sha256")
