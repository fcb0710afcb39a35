"""Telling Home Affairs that a closing is asked for, and the heads that their month is closed."""

from datetime import datetime

from django.urls import reverse

from agencies.gather.heads import heads_on, home_affairs_on
from agencies.models import User
from core import clock
from core.notifications import notify
from evaluations.declarations.closing import CLOSE_ASKED, PERIOD_CLOSED
from evaluations.models import AgencyResult, Period
from evaluations.models.closing import PeriodSnapshot


def tell_asked(period: Period, actor: User, *, at: datetime) -> int:
    """Tell the others at Home Affairs, one of whom is to close it; how many are new."""
    return notify(
        CLOSE_ASKED,
        recipients=home_affairs_on(clock.local_day(at)).exclude(pk=actor.pk),
        key=f"{CLOSE_ASKED.name}:{period.pk}:{at.isoformat()}",
        context={"period": period.label.lower(), "who": str(actor)},
        url=reverse("period_close", args=[period.pk]),
        at=at,
    )


def tell_closed(snapshot: PeriodSnapshot, *, at: datetime) -> int:
    """Tell every head that the receipt of their agency is there; how many are new."""
    period = snapshot.period
    rated = AgencyResult.objects.filter(period=period).values_list("agency_id", flat=True)
    return notify(
        PERIOD_CLOSED,
        recipients=heads_on(rated, clock.local_day(at)),
        key=f"{PERIOD_CLOSED.name}:{period.pk}",
        context={"period": period.label.lower(), "digest": snapshot.digest[:16]},
        url=reverse("receipt_list", args=[period.pk]),
        at=at,
    )
