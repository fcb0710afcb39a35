"""Where an inspection stands in its procedure: the steps, which are done, which is due next, which is late.

The steps follow the closest complete procedure (TT 56/2025/TT-BCT under NĐ 217/2025); dates are settings.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from evaluations.enums import InspectionMode, InspectionState

ENDED_EARLY = frozenset({InspectionState.CANCELLED.value, InspectionState.LAPSED.value})


class StepState(StrEnum):
    """How far one step is."""

    DONE = "done"
    NOW = "now"
    LATE = "late"
    NEXT = "next"
    SKIPPED = "skipped"


class Step(NamedTuple):
    """One step: the day it was done, or the last day for it where there is one."""

    label: str
    state: StepState
    done_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The days on which the steps of one inspection were taken, and the last days for those still open."""

    mode: str
    state: str
    ordered_on: date
    notice_sent_on: date | None = None
    started_on: date | None = None
    minuted_on: date | None = None
    explained: bool = False
    explain_due_on: date | None = None
    reported_on: date | None = None
    report_due_on: date | None = None
    concluded_on: date | None = None
    conclude_due_on: date | None = None


def steps_of(facts: Facts, today: date) -> list[Step]:
    """The steps in order; of an inspection that ended early only those that were taken."""
    ended = facts.state in ENDED_EARLY
    steps: list[Step] = []
    waiting = True
    for label, done_on, due_on, over in _rows(facts, today):
        if done_on is not None or over:
            steps.append(
                Step(label, StepState.DONE if done_on or facts.explained else StepState.SKIPPED, done_on)
            )
        elif not ended:
            late = waiting and due_on is not None and due_on < today
            state = StepState.LATE if late else StepState.NOW if waiting else StepState.NEXT
            steps.append(Step(label, state, None, due_on if waiting else None))
            waiting = False
    return steps


def _rows(facts: Facts, today: date) -> list[tuple[str, date | None, date | None, bool]]:
    """Label, day done, last day, and whether the step is over though nobody took it."""
    rows: list[tuple[str, date | None, date | None, bool]] = [
        ("Quyết định kiểm tra", facts.ordered_on, None, False)
    ]
    if facts.mode != InspectionMode.UNANNOUNCED:
        rows.append(("Thông báo cho cơ quan", facts.notice_sent_on, None, facts.started_on is not None))
    window_over = facts.explain_due_on is not None and facts.explain_due_on < today
    return [
        *rows,
        ("Làm việc tại chỗ", facts.started_on, None, False),
        ("Biên bản", facts.minuted_on, None, facts.concluded_on is not None),
        (
            "Giải trình",
            None,
            facts.explain_due_on,
            facts.explained or window_over or facts.reported_on is not None or facts.concluded_on is not None,
        ),
        ("Báo cáo kết quả", facts.reported_on, facts.report_due_on, facts.concluded_on is not None),
        ("Kết luận", facts.concluded_on, facts.conclude_due_on, False),
    ]
