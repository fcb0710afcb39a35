"""What the phone keeps to open without network: every file its page names, each with its digest.

The service worker fetches a file only if it has exactly this digest (SRI), so neither a login page nor the
page of a captive portal can take the place of the app.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NotRequired, TypedDict

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

NAMED = re.compile(r'(?:href|src)="([^"]+)"')


class Kept(TypedDict):
    """An entry of workbox's precache list."""

    url: str
    revision: NotRequired[str]
    integrity: str


def kept(url: str, content: bytes) -> Kept:
    """Return the entry of an address whose answer is ``content``."""
    digest = sha256(content).digest()
    return {"url": url, "revision": digest.hex()[:16], "integrity": f"sha256-{b64encode(digest).decode()}"}


def files_named_in(page: str) -> list[Kept]:
    """Return an entry for each static file that ``page`` (HTML) names, once, in order of appearance."""
    return [kept(url, file.read_bytes()) for url, file in _static_files(page)]


def _static_files(page: str) -> Iterator[tuple[str, Path]]:
    for url in dict.fromkeys(NAMED.findall(page)):
        name = str(url).removeprefix(settings.STATIC_URL)
        file = _file_of(name) if name != url else None
        if file is not None:
            yield url, file


def _file_of(name: str) -> Path | None:
    """The file behind a static address: as collected in production, where it lies elsewhere."""
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        return Path(staticfiles_storage.path(name)) if staticfiles_storage.exists(name) else None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None


def script_of(name: str) -> str:
    """Return the text of the built script ``name``, or "" while the assets are not built."""
    file = Path(settings.VAR_DIR) / "assets" / name
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""
