"""The portal's one clock: moments in UTC, days and months as they are in Asia/Ho_Chi_Minh.

Only views, tasks and commands read the clock; actions and rules are given the moment.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return timezone.now()


def local_day(at: datetime) -> date:
    """The day in Vietnam on which the moment ``at`` falls."""
    return at.astimezone(VIETNAM).date()


def today() -> date:
    """The present day in Vietnam."""
    return local_day(now())


def start_of_day(day: date) -> datetime:
    """Midnight in Vietnam at which ``day`` begins."""
    return datetime.combine(day, time.min, tzinfo=VIETNAM)


def month_start(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The first day of the month after that of ``day``."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def months_back(day: date, count: int) -> date:
    """The first day of the month ``count`` months before that of ``day``."""
    years, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(years, month + 1, 1)
