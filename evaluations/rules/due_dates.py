"""When the forms of a period are due, in working days of Vietnam."""

from datetime import date
from typing import NamedTuple

from core.dates import add_working_days
from evaluations.enums import PeriodKind

SELF_WITHIN = 3
"""Working days after the period's last day within which people hand in; a default, not a law."""

REVIEW_WITHIN = 7
"""Working days after the period's last day within which heads review."""


class Span(NamedTuple):
    """A period's half-open dates and its due dates."""

    starts_on: date
    ends_on: date
    self_due_on: date
    review_due_on: date


def span_of(kind: str, day: date) -> Span:
    """The month, quarter or year that holds ``day``, with its due dates."""
    starts_on, ends_on = _bounds(kind, day)
    last_day = date.fromordinal(ends_on.toordinal() - 1)
    return Span(
        starts_on,
        ends_on,
        add_working_days(last_day, SELF_WITHIN),
        add_working_days(last_day, REVIEW_WITHIN),
    )


def _bounds(kind: str, day: date) -> tuple[date, date]:
    months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[PeriodKind(kind)]
    first = (day.month - 1) // months * months
    starts_on = date(day.year, first + 1, 1)
    years, month = divmod(first + months, 12)
    return starts_on, date(day.year + years, month + 1, 1)
