"""The version of the app that this server hands out; the build writes the same into the app itself."""

import json
from functools import cache

from django.conf import settings


@cache
def newest_version() -> str:
    """Return the version of the app on this server, such as "1.0.0" (assets/capture/version.json)."""
    file = settings.BASE_DIR / "assets" / "capture" / "version.json"
    return str(json.loads(file.read_text())["version"])
