"""Telling who leads an office that reports reached it: one message a day, without a count."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from agencies.models import User
from core.dates import format_day
from core.notifications import notify
from feedback.declarations import CASE_RELEASED


def tell_arrived(people: Iterable[User], agency: int, *, today: date, at: datetime) -> None:
    """Tell ``people`` that something new waits for ``agency``; a second time on one day tells nobody."""
    notify(
        CASE_RELEASED,
        recipients=list(people),
        key=f"{CASE_RELEASED.name}:{today.isoformat()}:{agency}",
        context={"day": format_day(today)},
        url=reverse("case_list"),
        at=at,
    )
