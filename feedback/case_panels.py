"""Parts of a case's page that other apps know: each app registers its own in ``case_panels.py`` of its own.

A panel is built for the viewer and may be absent; it must cost a constant number of queries.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from agencies.models import User
from feedback.models import FeedbackCase


@dataclass(frozen=True, slots=True)
class CasePanel:
    """One part of the page: a template and what it shows."""

    template: str
    context: Mapping[str, Any]


Build = Callable[[User, FeedbackCase, date], CasePanel | None]
_BUILDERS: dict[Build, int] = {}


def register(build: Build, *, order: int) -> Build:
    """Add a panel to every case's page; lower ``order`` stands further up."""
    _BUILDERS[build] = order
    return build


@lru_cache(maxsize=1)
def _discover() -> None:
    autodiscover_modules("case_panels")


def panels_for(user: User, case: FeedbackCase, on: date) -> list[CasePanel]:
    """The panels of one case that ``user`` may see, in order."""
    _discover()
    built = (build(user, case, on) for build, _order in sorted(_BUILDERS.items(), key=lambda row: row[1]))
    return [panel for panel in built if panel is not None]
