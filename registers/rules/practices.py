"""Good practices as the library shows them: what they are about, since when, whether they go on."""

from collections.abc import Mapping
from datetime import date

from core.sheet_cells import read_day
from registers.rules.catalogue.papers import DOING, STATUSES, STOPPED, THEMES

THEME_LABELS = dict(THEMES)
STATUS_LABELS = dict(STATUSES)


def status_of(details: Mapping[str, object], on: date) -> str:
    """Where a practice stands: what was written, but stopped from the day on which it ended."""
    ends_on = ended_on(details)
    if ends_on is not None and ends_on <= on:
        return STOPPED
    status = str(details.get("status") or DOING)
    return status if status in STATUS_LABELS else DOING


def ended_on(details: Mapping[str, object]) -> date | None:
    """The day from which it is no longer done, where one was written."""
    value = details.get("ends_on")
    return read_day(value) if isinstance(value, str) else None


def theme_of(details: Mapping[str, object]) -> str:
    """The group of Decision 1847, empty where none was named."""
    theme = str(details.get("theme") or "")
    return theme if theme in THEME_LABELS else ""
