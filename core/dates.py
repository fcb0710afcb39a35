"""Days and moments as Vietnamese readers expect them, and working days with Vietnam's holidays."""

from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays

from core.clock import VIETNAM


def format_day(day: date | None) -> str:
    """A day as 02/11/2026; no day is a dash."""
    return "—" if day is None else f"{day:%d/%m/%Y}"


def format_moment(at: datetime | None) -> str:
    """A moment as 02/11/2026 14:05, Vietnam time; no moment is a dash."""
    return "—" if at is None else f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def format_month(day: date) -> str:
    """The month of a day as 11/2026."""
    return f"{day:%m/%Y}"


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and its Saturdays and Sundays worked in exchange for a day off."""
    known = holidays.country_holidays("VN", years=[year], expand=False)
    return frozenset(known), frozenset(known.weekend_workdays)


def is_working_day(day: date) -> bool:
    """Whether ``day`` is Monday to Friday and no public holiday, or a weekend day worked in exchange."""
    off, made_up = _holidays_of(day.year)
    return day in made_up or (day.weekday() < 5 and day not in off)


def add_working_days(day: date, count: int) -> date:
    """The working day that is ``count`` (≥ 0) working days after ``day``; 0 gives the first not before it."""
    if count < 0:
        raise ValueError("count must not be negative")
    current = day
    while not is_working_day(current):
        current += timedelta(days=1)
    for _ in range(count):
        current += timedelta(days=1)
        while not is_working_day(current):
            current += timedelta(days=1)
    return current


def working_days_before(day: date, count: int) -> date:
    """The working day that is ``count`` (≥ 0) working days before ``day``, which is not counted itself."""
    if count < 0:
        raise ValueError("count must not be negative")
    current = day
    for _ in range(count):
        current -= timedelta(days=1)
        while not is_working_day(current):
            current -= timedelta(days=1)
    return current


@lru_cache(maxsize=256)
def working_days_in(starts_on: date, ends_on: date) -> tuple[date, ...]:
    """The working days of [starts_on, ends_on), in order."""
    span = range(starts_on.toordinal(), ends_on.toordinal())
    return tuple(day for day in map(date.fromordinal, span) if is_working_day(day))
