"""Recommendations: what makes one complete, how far it is overdue, and when its owner is reminded."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from core.dates import add_working_days, working_days_before
from evaluations.enums import RemedyState
from evaluations.rules.follow_up.terms import Terms

MAX_TEXT = 1_000
"""Longest text of a recommendation, in characters."""

TO_MEND = frozenset({RemedyState.OPEN.value, RemedyState.PARTLY.value, RemedyState.NOT_DONE.value})
"""States in which it is the owner's turn; answered, it is the inspectors'."""


class Wanted(NamedTuple):
    """One recommendation as entered: the owner's and the criterion's ids, text, legal basis, last day."""

    owner: int
    text: str
    due_on: date
    basis: str = ""
    criterion: int | None = None


def wanted_errors(wanted: Sequence[Wanted], on: date) -> dict[int, dict[str, str]]:
    """What is wrong with recommendations entered on ``on``, by place and box."""
    found: dict[int, dict[str, str]] = {}
    for place, one in enumerate(wanted):
        errors = {}
        if not one.text.strip():
            errors["text"] = "Hãy ghi nội dung kiến nghị."
        if len(one.text) > MAX_TEXT:
            errors["text"] = f"Nội dung dài quá {MAX_TEXT} ký tự."
        if one.due_on <= on:
            errors["due_on"] = "Hạn khắc phục phải sau ngày hôm nay."
        if errors:
            found[place] = errors
    return found


class Step(StrEnum):
    """A rung of the chaser ladder."""

    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    LATE = "late"


def ladder(due_on: date, terms: Terms) -> list[tuple[date, Step]]:
    """The days of the reminders of one due date, in order; reminders fall on working days."""
    return [
        (working_days_before(due_on, terms.remind_before), Step.BEFORE),
        (add_working_days(due_on, 0), Step.DUE),
        (add_working_days(due_on, terms.remind_after), Step.AFTER),
        (add_working_days(due_on, terms.remind_late), Step.LATE),
    ]


def step_on(due_on: date, on: date, terms: Terms) -> Step | None:
    """The rung reached on ``on``, None before the first; a missed day is caught up by the next run."""
    reached = [step for day, step in ladder(due_on, terms) if day <= on]
    return reached[-1] if reached else None


def days_late(due_on: date, on: date) -> int:
    """Calendar days past the last day; 0 on it and before."""
    return max((on - due_on).days, 0)


def when_words(due_on: date, on: date) -> str:
    """How a due date stands to ``on``: "còn 3 ngày", "đến hạn hôm nay", "quá hạn 4 ngày"."""
    left = (due_on - on).days
    if left > 0:
        return f"còn {left} ngày đến hạn"
    return "đến hạn hôm nay" if left == 0 else f"quá hạn {-left} ngày"
