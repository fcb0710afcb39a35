"""Figures on an agency's page that other apps know: each app registers its own in ``agency_panels.py``.

A panel is built for the viewer and may be absent; it must cost a constant number of queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.module_loading import autodiscover_modules

from agencies.models import AgencyVersion, User


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure, drawn by components/stat.html; ``value`` is formatted, ``symbol`` a Lucide icon."""

    label: str
    value: str
    hint: str = ""
    url: str = ""
    symbol: str = "info"


Build = Callable[[User, AgencyVersion, date], Panel | None]
_BUILDERS: dict[Build, int] = {}


def register(build: Build, *, order: int) -> Build:
    """Add a panel to every agency's page; lower ``order`` stands further left."""
    _BUILDERS[build] = order
    return build


@lru_cache(maxsize=1)
def _discover() -> None:
    autodiscover_modules("agency_panels")


def panels_for(user: User, version: AgencyVersion, on: date) -> list[Panel]:
    """The panels of one agency that ``user`` may see, in order."""
    _discover()
    built = (build(user, version, on) for build, _order in sorted(_BUILDERS.items(), key=lambda row: row[1]))
    return [panel for panel in built if panel is not None]
