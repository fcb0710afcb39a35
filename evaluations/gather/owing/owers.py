"""Who still owes a form at this moment, and whom a reminder would reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q

from agencies.models import User
from agencies.models.scope import scope_of
from core import clock
from core.clock import VIETNAM
from core.models import Notification
from evaluations.declarations.owing import FORM_DUE
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import posts_owing
from evaluations.models import Period
from evaluations.models.assessments import led_units

NOT_SENT = Q(form_state__isnull=True) | Q(form_state__in=[AssessmentState.DRAFT, AssessmentState.RETURNED])


@dataclass(frozen=True, slots=True)
class Ower:
    """A person who owes an agency a form and has not sent it; ``user_id`` None: nobody to tell."""

    staff_id: int
    name: str
    user_id: int | None
    agency_id: int
    unit_name: str
    state: str | None


def owers(period: Period, user: User | None) -> list[Ower]:
    """Who owes a form now, under the user's roles of today (None: in the whole province), by given name."""
    where = Q() if user is None else led_units(scope_of(user, clock.today()), "agency__versions__")
    posts = posts_owing(period, where).filter(NOT_SENT)
    rows = posts.order_by("staff__name_sort", "staff__code", "pk").values_list(
        "staff_id",
        "staff__full_name",
        "staff__user",
        "staff__user__is_active",
        "rated",
        "unit_name",
        "form_state",
    )
    return [
        Ower(staff, name, account if active else None, agency, unit, state)
        for staff, name, account, active, agency, unit, state in rows
    ]


def told_since(users: Iterable[int | None], since: date) -> Mapping[int, datetime]:
    """When each of ``users`` was last reminded of a form since the first moment of ``since`` in Vietnam."""
    start = datetime.combine(since, time(), tzinfo=VIETNAM)
    told = Notification.objects.filter(kind=FORM_DUE.name, created_at__gte=start)
    wanted = {pk for pk in users if pk is not None}
    rows = told.order_by("created_at").values_list("recipient_id", "created_at")
    return {user: moment for user, moment in rows if user in wanted}
