"""Cancel an inspection that will not be concluded; what was recorded stays and counts nowhere."""

from datetime import datetime

from agencies.models import User
from core import audit
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from evaluations.rules.transitions import INSPECTIONS


def cancel_inspection(*, inspection: Inspection, reason: str, actor: User, at: datetime) -> Inspection:
    """Cancel with a reason, which the audit trail keeps; doing it twice changes nothing.

    Raises TransitionRefused for a concluded inspection, PeriodClosed.
    """
    with locked(inspection) as current:
        if current.state == InspectionState.CANCELLED:
            return current
        before = current.state
        current.state = INSPECTIONS.target(current.state, "cancel")
        save_counted(current, "state")
        audit.record(
            "inspection.cancelled",
            actor=actor,
            subject=current,
            at=at,
            before={"state": before},
            after={"state": current.state},
            reason=reason,
        )
    return current
