"""When a form counts as late, for statements: handed in after the last minute of the due day in Vietnam."""

from datetime import datetime, time, timedelta

from django.db.models import Q

from core.clock import VIETNAM
from evaluations.models import Period


def due_moment(period: Period) -> datetime:
    """The first moment after the due day."""
    return datetime.combine(period.self_due_on + timedelta(days=1), time(), tzinfo=VIETNAM)


def is_late(period: Period, prefix: str = "") -> Q:
    """The condition that a form (reached by ``prefix``) was handed in late."""
    return Q(**{f"{prefix}submitted_at__gte": due_moment(period)})
