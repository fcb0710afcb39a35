"""The line of steps on the page of an inspection."""

from datetime import date, datetime
from typing import Any

from core import clock
from core.dates import format_day
from evaluations.models import Explanation, Inspection
from evaluations.rules.procedure import Facts, Step, StepState, steps_of

KINDS = {
    StepState.DONE: ("ok", "Đã xong"),
    StepState.NOW: ("info", "Đang chờ"),
    StepState.LATE: ("bad", "Quá hạn"),
    StepState.NEXT: ("neutral", "Chưa đến"),
    StepState.SKIPPED: ("none", "Không có"),
}


def progress_steps(inspection: Inspection) -> list[dict[str, Any]]:
    """The steps with their words and dates, ready for ``inspections/_steps.html``."""
    agreed = Explanation.objects.filter(inspection=inspection, criterion__isnull=True)
    return [_row(step) for step in steps_of(facts_of(inspection, explained=agreed.exists()), clock.today())]


def facts_of(inspection: Inspection, *, explained: bool) -> Facts:
    """The days of an inspection as the rule wants them."""
    return Facts(
        mode=inspection.mode,
        state=inspection.state,
        ordered_on=clock.local_day(inspection.created_at),
        notice_sent_on=_day(inspection.notice_sent_at),
        started_on=_day(inspection.started_at),
        minuted_on=_day(inspection.minuted_at),
        explained=explained,
        explain_due_on=inspection.explain_due_on,
        reported_on=_day(inspection.reported_at),
        report_due_on=inspection.report_due_on,
        concluded_on=_day(inspection.concluded_at),
        conclude_due_on=inspection.conclude_due_on,
    )


def _day(at: datetime | None) -> date | None:
    return None if at is None else clock.local_day(at)


def _row(step: Step) -> dict[str, Any]:
    kind, words = KINDS[step.state]
    when = (
        format_day(step.done_on)
        if step.done_on
        else f"hạn {format_day(step.due_on)}"
        if step.due_on
        else words
    )
    return {"label": step.label, "kind": kind, "state": step.state.value, "words": words, "when": when}
