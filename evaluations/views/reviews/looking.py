"""Each look of another person at a form leaves a trace (RELIABILITY §1.1, K1); one's own leaves none."""

from typing import Any

from django.http import HttpRequest

from core import audit, clock
from evaluations.models import Period, SelfAssessment


def note_look(request: HttpRequest, form: SelfAssessment, what: str = "page") -> None:
    """Record that the user read ``form``: ``page``, ``appeal``, a piece of ``evidence``, or ``nd335``."""
    user: Any = request.user
    if form.staff_id == user.staff_id:
        return
    audit.record(
        "assessment.looked_at",
        actor=user,
        subject=form,
        at=clock.now(),
        agency_id=form.agency_id,
        after={"what": what},
    )


def note_export(request: HttpRequest, period: Period, agency_id: int, people: int, what: str) -> None:
    """Record that the user took along what so many ``people`` of an agency or unit answered."""
    audit.record(
        "assessment.exported",
        actor=request.user,
        subject=period,
        at=clock.now(),
        agency_id=agency_id,
        after={"what": what, "people": people},
    )
