"""When a page may be answered from memory: tags that name all it depends on, and parts kept under them.

A tag names the results' revisions, what is waiting to be computed, the viewer and the viewer's rights, the
day, and the edition of the portal's own pages. Nothing is ever kept by address alone.
"""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.templatetags.static import static

from agencies.models.scope import Scope
from core.static_assets import asset_url
from reporting.gather.months import Calendar

KEPT_SECONDS = 60 * 60
_HERE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def edition() -> str:
    """A digest of the code and templates that make these pages: a new release keeps nothing of the old."""
    base = settings.BASE_DIR
    folders = [_HERE, base / "templates", base / "core", base / "evaluations", base / "feedback"]
    files = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in (".py", ".html") and path.is_file()
    )
    digest = hashlib.sha256(static("css/components.css").encode())
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def rights_of(scope: Scope) -> str:
    """What a viewer may read, as text: viewers of equal rights share what is kept, others never do."""
    return ",".join(sorted(f"{held.role}@{held.path}" for held in scope.roles))


def figures_of(calendar: Calendar) -> str:
    """Every figure of the window: each month with its state, revisions, days for objections, what waits."""
    return ",".join(
        f"{one.pk}{one.state}{one.revision}.{one.stale}.{one.snapshot}{one.closes_on}"
        for one in calendar.window
    )


def content_key(request: HttpRequest, scope: Scope, calendar: Calendar, *more: object) -> str:
    """The name of a page's content: everything it shows depends on one of these."""
    parts = (
        edition(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        rights_of(scope),
        figures_of(calendar),
        len(calendar.months),
        scope.on.isoformat(),
        *more,
    )
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def page_tag(request: HttpRequest, key: str, calendar: Calendar) -> str:
    """The entity tag of a whole page: its content and the frame, which belongs to one person and session."""
    frame = (
        request.user.pk,
        str(request.user),
        request.session.session_key,
        calendar.unread,
        asset_url("vhcv.css"),
        settings.PORTAL_DEMO,
    )
    return hashlib.sha256("|".join(map(str, (key, *frame))).encode()).hexdigest()[:32]


def kept(key: str, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The content under ``key``, built when nobody has seen it yet."""
    name = f"reporting:{key}"
    found = caches["pages"].get(name)
    if isinstance(found, dict):
        return found
    content = build()
    caches["pages"].set(name, content, KEPT_SECONDS)
    return content
