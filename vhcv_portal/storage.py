"""Static files in production: hashed names, compressed, and pages that stand without the built assets."""

from typing import Any

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """The manifest of whitenoise, except that a file nobody built costs its look and not the page."""

    manifest_strict = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, worked out once: a page asks for twelve, and they stand until a restart."""
        if force or settings.DEBUG:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one (which answers 404) when the file is missing."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name
