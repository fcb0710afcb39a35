"""Which of the built assets are there: a page only names a file that the server can answer with."""

from functools import lru_cache

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage


@lru_cache(maxsize=32)
def asset_url(name: str) -> str:
    """The address of the built asset ``name`` ("vhcv.css"), or "" when the assets were not built.

    Asked once per process; the portal builds its assets before it serves.
    """
    try:
        url = staticfiles_storage.url(name)
    except ValueError:  # production's manifest does not list it
        return ""
    return url if finders.find(name) or staticfiles_storage.exists(name) else ""
