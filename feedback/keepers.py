"""What later apps keep about a case: whether a month is closed, and words of their own that must go with it.

Whoever knows registers it in its ``case_keeping.py``; without one no month is ever closed.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

Closed = Callable[[date], bool]
Wipe = Callable[[UUID], None]
_CLOSED: list[Closed] = []
_WIPES: list[Wipe] = []


def says_closed(source: Closed) -> Closed:
    """Add a source: whether what counted on a day can be changed no more."""
    _CLOSED.append(source)
    return source


def wipes_words(wipe: Wipe) -> Wipe:
    """Add a wipe: it blanks what the app noted about a case whose words are destroyed."""
    _WIPES.append(wipe)
    return wipe


@lru_cache(maxsize=1)
def _discover() -> None:
    autodiscover_modules("case_keeping")


def is_closed(day: date) -> bool:
    """Whether a score that counted ``day`` stands for good."""
    _discover()
    return any(source(day) for source in _CLOSED)


def wipe_words(case_id: UUID) -> None:
    """Blank every note about the case, inside the transaction that destroys its words."""
    _discover()
    for wipe in _WIPES:
        wipe(case_id)
