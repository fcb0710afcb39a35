"""Criteria that a verified case may be about, known by a later app.

Whoever knows criteria registers one source in its ``case_criteria.py``; without one there is no choice.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.utils.module_loading import autodiscover_modules

Choices = list[tuple[str, str]]
Source = Callable[[int, date], Choices]
_SOURCES: list[Source] = []


def register(source: Source) -> Source:
    """Add a source: (agency id, day) → (code, statement) of the criteria that cases may count in."""
    _SOURCES.append(source)
    return source


@lru_cache(maxsize=1)
def _discover() -> None:
    autodiscover_modules("case_criteria")


def criteria_of(agency_id: int, on: date) -> Choices:
    """The criteria of an agency on a day, in the order of its set."""
    _discover()
    return [choice for source in _SOURCES for choice in source(agency_id, on)]
