"""Asking heads to sign: again when their figure moved, and once more before it is too late."""

from datetime import datetime

from django.urls import reverse

from agencies.enums import Role
from core import clock
from core.dates import format_day, working_days_before
from core.notifications import notify
from core.numbers import format_points
from evaluations.declarations.closing import SIGN_AGAIN, SIGN_SOON
from evaluations.enums import PeriodState
from evaluations.gather.closing.signing_lines import HEAVY, AgencyLine, agency_lines
from evaluations.gather.closing.signing_people import holders
from evaluations.models import AgencyResult, ResultPreview
from evaluations.rules.closing.ladder import Rung


def remind_signing(*, at: datetime) -> int:
    """Tell the heads of every previewed, open period what waits for their signature; how many are new.

    Once for each figure that moved, once for each last day: running it again tells nobody twice.
    """
    today, told = clock.local_day(at), 0
    previews = ResultPreview.objects.filter(period__state=PeriodState.OPEN).select_related("period")
    for preview in previews.order_by("period"):
        results = AgencyResult.objects.filter(period=preview.period).defer(*HEAVY)
        soon = working_days_before(preview.closes_on, 1) <= today <= preview.closes_on
        for line in agency_lines(preview.period, results, preview, today):
            if line.own == Rung.MOVED:
                told += _again(preview, line, at)
            elif line.own == Rung.WAITING and soon:
                told += _soon(preview, line, at)
    return told


def _again(preview: ResultPreview, line: AgencyLine, at: datetime) -> int:
    """The figure moved under a signature; the figures themselves stay in the portal."""
    agency, total = line.result.agency_id, format_points(line.result.total)
    return notify(
        SIGN_AGAIN,
        recipients=holders(Role.AGENCY_HEAD, clock.local_day(at), [agency]),
        key=f"{SIGN_AGAIN.name}:{preview.period_id}:{agency}:{total}",
        context={"period": preview.period.label.lower(), "agency": line.agency.name},
        url=reverse("sign_agency", args=[preview.period_id, agency]),
        at=at,
    )


def _soon(preview: ResultPreview, line: AgencyLine, at: datetime) -> int:
    agency, day = line.result.agency_id, preview.closes_on
    return notify(
        SIGN_SOON,
        recipients=holders(Role.AGENCY_HEAD, clock.local_day(at), [agency]),
        key=f"{SIGN_SOON.name}:{preview.period_id}:{agency}:{day.isoformat()}",
        context={
            "period": preview.period.label.lower(),
            "agency": line.agency.name,
            "closes_on": format_day(day),
        },
        url=reverse("sign_agency", args=[preview.period_id, agency]),
        at=at,
    )
