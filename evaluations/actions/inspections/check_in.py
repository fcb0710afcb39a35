"""Check in: the team is there and the visit begins."""

from datetime import date, datetime

from agencies.models import User
from core import clock
from core.errors import Refused
from evaluations.actions.inspections.locking import locked
from evaluations.actions.inspections.record_settling import settle_everything
from evaluations.actions.inspections.record_store import keep_web_record
from evaluations.actions.inspections.starting import begin
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from evaluations.rules.capture.contents import Start


class NotYet(Refused):
    """The day of the visit lies ahead."""


def check_in(*, inspection: Inspection, visited_on: date, actor: User, at: datetime) -> Inspection:
    """Begin the visit; ``visited_on`` is the day it took place, which decides the month that it counts in.

    What phones sent before waits for this and is applied now. Doing it twice changes nothing.
    Raises NotYet, NoPeriod, PeriodClosed, TransitionRefused.
    """
    if visited_on > clock.local_day(at):
        raise NotYet("Ngày kiểm tra chưa đến nên chưa bắt đầu được.")
    with locked(inspection) as current:
        if current.state == InspectionState.ON_SITE:
            return current
        begin(current, visited_on=visited_on, started_at=at, actor=actor, at=at)
        keep_web_record(current, "start", Start(visited_on, at), actor=actor, at=at)
        settle_everything(current, actor=actor, at=at)
    return current
