"""What every page knows: the navigation, who is signed in, which province, and whether it is a demo."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import navigation
from core.models.notifications import Notification

TOP_BAR_PLACES = 9
BOTTOM_BAR_PLACES = 5
MOST_UNREAD = 100


def portal(request: HttpRequest) -> dict[str, Any]:
    """Values for the base layout.

    The two bars, ``(shown, under "Thêm")`` each, and ``portal_unread`` (one query) are computed
    only when a template asks for them, so a part answered to htmx pays nothing. Settings read:
    PORTAL_PROVINCE (a name such as "Vĩnh Long"), PORTAL_DEMO (whether the data are made up).
    """
    nav = _lazy_nav(request)
    return {
        "portal_top_bar": lambda: navigation.split(nav(), TOP_BAR_PLACES),
        "portal_bottom_bar": lambda: navigation.split(nav(), BOTTOM_BAR_PLACES),
        "portal_province": getattr(settings, "PORTAL_PROVINCE", ""),
        "portal_demo": getattr(settings, "PORTAL_DEMO", False),
        "portal_user_name": lambda: person_name(getattr(request, "user", None)),
        "portal_unread": lambda: unread_count(getattr(request, "user", None)),
    }


def _lazy_nav(request: HttpRequest) -> Callable[[], list[navigation.Item]]:
    @cache
    def nav() -> list[navigation.Item]:
        return navigation.items_for(request) if hasattr(request, "user") else []

    return nav


def unread_count(user: Any) -> int:
    """How many notifications wait for the signed-in person, up to 100 (one query); 0 for a visitor."""
    if user is None or not user.is_authenticated:
        return 0
    return Notification.objects.filter(recipient_id=user.pk).unread()[:MOST_UNREAD].count()


def person_name(user: Any) -> str:
    """The signed-in person's full name, or what they sign in with; empty for a visitor."""
    if user is None or not user.is_authenticated:
        return ""
    return str(user.get_full_name() or user.get_username())
