"""How long a month's visits, codes and key live: the month and a week."""

from datetime import date, timedelta

from core.clock import month_start, months_back, next_month

GRACE = timedelta(days=7)


def last_day(month: date) -> date:
    """The last day on which a visit of the month is taken in and its code used."""
    return next_month(month) + GRACE - timedelta(days=1)


def is_live(month: date, on: date) -> bool:
    """Whether codes and tokens of the month count on ``on``."""
    return month_start(month) <= on <= last_day(month)


def live_months(on: date) -> list[date]:
    """The months whose codes count on ``on``: this one, and in its first week the one before."""
    return [month for month in (month_start(on), months_back(on, 1)) if is_live(month, on)]
