"""The test database as another process reaches it."""

from urllib.parse import quote

from django.db import connection


def database_url() -> str:
    """The address for DATABASE_URL of the database this test writes to."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host = quote(settings["HOST"], safe="")
    return f"postgres://{settings['USER']}@{host}:{settings['PORT']}/{settings['NAME']}"
