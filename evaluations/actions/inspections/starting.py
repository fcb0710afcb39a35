"""Begin a visit that is locked already: by the page, or by the record of a phone."""

from datetime import date, datetime

from agencies.models import User
from core import audit
from evaluations.actions.inspections.locking import month_of, save_counted
from evaluations.models import Inspection
from evaluations.rules.transitions import INSPECTIONS


def begin(current: Inspection, *, visited_on: date, started_at: datetime, actor: User, at: datetime) -> None:
    """Begin the visit on the day that it took place, which decides the month that it counts in.

    Raises NoPeriod, PeriodClosed, TransitionRefused.
    """
    before = {"state": current.state, "visited_on": f"{current.visited_on}"}
    current.state = INSPECTIONS.target(current.state, "start")
    _move(current, visited_on, started_at)
    save_counted(current, "state", "visited_on", "period", "started_at")
    _note(current, before, actor, at)


def move_day(
    current: Inspection, *, visited_on: date, started_at: datetime, actor: User, at: datetime
) -> None:
    """Correct the day of a visit under way, when the team settles on another; raises as ``begin``."""
    before = {"state": current.state, "visited_on": f"{current.visited_on}"}
    _move(current, visited_on, started_at)
    save_counted(current, "visited_on", "period", "started_at")
    _note(current, before, actor, at)


def _move(current: Inspection, visited_on: date, started_at: datetime) -> None:
    current.period = month_of(visited_on)
    current.visited_on, current.started_at = visited_on, started_at


def _note(current: Inspection, before: dict[str, str], actor: User, at: datetime) -> None:
    audit.record(
        "inspection.checked_in",
        actor=actor,
        subject=current,
        at=at,
        before=before,
        after={"state": current.state, "visited_on": f"{current.visited_on}"},
    )
