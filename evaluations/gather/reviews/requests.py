"""Appeals and requests to open a form again that wait for a head."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agencies.models import User
from agencies.models.scope import scope_of
from core import clock
from evaluations.enums import AppealState, ReopenState
from evaluations.models import Appeal, ReopenRequest
from evaluations.models.assessments import led_forms


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait under a head, and how many appeals are past their date."""

    appeals: int
    overdue: int
    reopenings: int

    @property
    def any(self) -> bool:
        """Whether there is something to decide."""
        return bool(self.appeals or self.reopenings)


def _led(user: User) -> Q:
    """About forms of units that stood under the user; asked of the few rows here, never of all forms."""
    return led_forms(scope_of(user, clock.today()), "assessment__") & ~Q(assessment__staff=user.staff_id)


def appeals_under(user: User) -> QuerySet[Appeal]:
    """Appeals about forms under the user, the earliest due date first."""
    rows = Appeal.objects.filter(_led(user)).select_related("assessment__staff", "assessment__period")
    return rows.order_by("due_on", "asked_at", "pk")


def reopenings_under(user: User) -> QuerySet[ReopenRequest]:
    """Requests about forms under the user, oldest first."""
    rows = ReopenRequest.objects.filter(_led(user))
    related = rows.select_related("assessment__staff", "assessment__period", "asked_by", "decided_by")
    return related.order_by("asked_at", "pk")


def waiting_requests(user: User) -> Waiting:
    """What waits under ``user`` (two queries)."""
    due = list(appeals_under(user).filter(state=AppealState.OPEN).values_list("due_on", flat=True))
    today = clock.today()
    return Waiting(
        len(due),
        sum(day < today for day in due),
        reopenings_under(user).filter(state=ReopenState.OPEN).count(),
    )
