"""A real server that hands out the app from a folder where a test has built it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.staticfiles.finders import get_finder

from core import static_assets


@contextmanager
def handed_out(folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Meanwhile the static files are those of the tree and of ``folder`` / assets."""
    settings.VAR_DIR = folder
    settings.STATICFILES_DIRS = [project.BASE_DIR / "static", folder / "assets"]
    monkeypatch.setattr(static_assets, "_FOUND", {})
    get_finder.cache_clear()
    try:
        yield
    finally:
        get_finder.cache_clear()
