"""When those who still owe a form are reminded by the portal itself: some working days around the due day."""

from datetime import date

from core.dates import add_working_days, working_days_before
from evaluations.rules.assessments.terms import FormTerms


def rung_since(self_due_on: date, on: date, terms: FormTerms) -> date | None:
    """The day from which the rung reached on ``on`` counts, None before the first.

    There are two rungs, ``remind_form`` working days before the due day and ``remind_form_late`` after it.
    Whoever was told since that day is not told again, so a missed morning is caught up by the next.
    """
    rungs = (
        working_days_before(self_due_on, terms.remind_form),
        add_working_days(self_due_on, terms.remind_form_late),
    )
    return max((day for day in rungs if day <= on), default=None)
