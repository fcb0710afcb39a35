"""Which of the built assets are there: a page only names a file that the server can answer with."""

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

_FOUND: dict[str, str] = {}


def asset_url(name: str) -> str:
    """The address of the built asset ``name`` ("vhcv.css"), or "" while the assets are not built.

    What was found once is remembered; a first run may serve pages before its assets are built.
    """
    if name not in _FOUND:
        url = _look_up(name)
        if not url:
            return ""
        _FOUND[name] = url
    return _FOUND[name]


def _look_up(name: str) -> str:
    try:
        url = staticfiles_storage.url(name)
    except ValueError:  # production's manifest does not list it
        return ""
    return url if finders.find(name) or staticfiles_storage.exists(name) else ""
