"""What every page of a signed-in person knows about whose right they act in."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest

from agencies.gather.lent import LentRole, lent_roles
from core import clock


def acting(request: HttpRequest) -> dict[str, Any]:
    """``portal_acting``: the roles borrowed today, computed only when a template asks."""
    return {"portal_acting": _lazy(request)}


def _lazy(request: HttpRequest) -> Callable[[], list[LentRole]]:
    @cache
    def found() -> list[LentRole]:
        user: Any = getattr(request, "user", None)
        return lent_roles(user, clock.today()) if user is not None and user.is_authenticated else []

    return found
