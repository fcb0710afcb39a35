"""When the head of an agency is reminded of cases that wait for an answer, and when Home Affairs is told."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from core.dates import add_working_days, working_days_before

BEFORE = 1
"""Working days before the due day on which the head is reminded."""
LATE = (1, 3, 5, 10, 15, 20)
"""Working days after the due day on which the head is reminded again."""
ESCALATED = 5
"""Working days after the due day from which a case is reported to Home Affairs."""


class Digest(NamedTuple):
    """One reminder to one agency: how many cases fall due later on, today, or are overdue.

    ``rung_on`` is the newest day of a rung that any of its cases has reached: it names the occasion, so that
    a missed night is caught up and nobody is told twice.
    """

    rung_on: date
    coming: int
    today: int
    overdue: int
    longest: int


def rungs(due_on: date) -> list[date]:
    """The days of the reminders of one due day, in order; reminders fall on working days."""
    after = [add_working_days(due_on, count) for count in LATE]
    return [working_days_before(due_on, BEFORE), add_working_days(due_on, 0), *after]


def rung_reached(due_on: date, on: date) -> date | None:
    """The last rung that is reached on ``on``; None before the first."""
    return max((day for day in rungs(due_on) if day <= on), default=None)


def digest(due_days: Iterable[date], on: date) -> Digest | None:
    """What an agency is told on ``on``, by the due days of its waiting cases; None before the first rung."""
    days = list(due_days)
    reached = [rung for day in days if (rung := rung_reached(day, on)) is not None]
    if not reached:
        return None
    late = [(on - day).days for day in days if day < on]
    coming = sum(working_days_before(day, BEFORE) <= on < day for day in days)
    return Digest(max(reached), coming, days.count(on), len(late), max(late, default=0))


def is_escalated(due_on: date, on: date) -> bool:
    """Whether a case that still waits on ``on`` is so late that Home Affairs is told."""
    return add_working_days(due_on, ESCALATED) <= on


def due_words(due_on: date | None, on: date) -> str:
    """How a due day stands to ``on``: "còn 3 ngày", "hôm nay", "quá hạn 4 ngày"; "" without a due day."""
    if due_on is None:
        return ""
    left = (due_on - on).days
    if left > 0:
        return f"còn {left} ngày"
    return "hôm nay" if left == 0 else f"quá hạn {-left} ngày"
