"""Months and working days, without holidays: close enough for invented dates."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def month_start(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the following month."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_before(today: date, count: int) -> tuple[date, ...]:
    """First days of the ``count`` full months before the month of ``today``, oldest first."""
    found, month = [], month_start(today)
    for _ in range(count):
        month = month_start(month - timedelta(days=1))
        found.append(month)
    return tuple(reversed(found))


def working_days(month: date) -> tuple[date, ...]:
    """Mondays to Fridays of the month."""
    count = (next_month(month) - month).days
    days = (month + timedelta(days=number) for number in range(count))
    return tuple(day for day in days if day.weekday() < 5)


def at(day: date, hour: int, minute: int) -> datetime:
    """A moment of a day in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
