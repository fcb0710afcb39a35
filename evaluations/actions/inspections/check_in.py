"""Check in: the team is there and the visit begins."""

from datetime import date, datetime

from agencies.models import User
from core import audit, clock
from core.errors import Refused
from evaluations.actions.inspections.locking import locked, month_of, save_counted
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from evaluations.rules.transitions import INSPECTIONS


class NotYet(Refused):
    """The day of the visit lies ahead."""


def check_in(*, inspection: Inspection, visited_on: date, actor: User, at: datetime) -> Inspection:
    """Begin the visit; ``visited_on`` is the day it took place, which decides the month that it counts in.

    Doing it twice changes nothing. Raises NotYet, NoPeriod, PeriodClosed, TransitionRefused.
    """
    if visited_on > clock.local_day(at):
        raise NotYet("Ngày kiểm tra chưa đến nên chưa bắt đầu được.")
    with locked(inspection) as current:
        if current.state == InspectionState.ON_SITE:
            return current
        before = {"state": current.state, "visited_on": f"{current.visited_on}"}
        current.state = INSPECTIONS.target(current.state, "start")
        current.visited_on = visited_on
        current.period = month_of(visited_on)
        current.started_at = at
        save_counted(current, "state", "visited_on", "period", "started_at")
        audit.record(
            "inspection.checked_in",
            actor=actor,
            subject=current,
            at=at,
            before=before,
            after={"state": current.state, "visited_on": f"{visited_on}"},
        )
    return current
