"""Quarters of a plan's year as days."""

from datetime import date


def first_day_after(year: int, quarter: int) -> date:
    """The first day after a quarter (1–4): the third of 2026 gives 1 October 2026."""
    return date(year + 1, 1, 1) if quarter == 4 else date(year, quarter * 3 + 1, 1)
