"""Telling the heads that their results are there to be read, signed and objected to."""

from datetime import date, datetime

from django.urls import reverse

from agencies.enums import Role
from core import clock
from core.dates import format_day
from core.notifications import Kind, notify
from evaluations.declarations.closing import (
    OBJECTION_ANSWERED,
    OBJECTION_RAISED,
    PREVIEW_EXTENDED,
    PREVIEW_OPENED,
)
from evaluations.gather.closing.signing_people import headed_units, holders
from evaluations.models import AgencyResult, Objection, Period


def tell_opened(period: Period, closes_on: date, *, at: datetime) -> int:
    """Tell the heads of all rated agencies and of their units; how many are new."""
    return _tell_heads(PREVIEW_OPENED, period, closes_on, at)


def tell_extended(period: Period, closes_on: date, *, at: datetime) -> int:
    """Tell the same people of a later last day."""
    return _tell_heads(PREVIEW_EXTENDED, period, closes_on, at)


def _tell_heads(kind: Kind, period: Period, closes_on: date, at: datetime) -> int:
    today = clock.local_day(at)
    rated = list(AgencyResult.objects.filter(period=period).values_list("agency_id", flat=True))
    units = [unit.agency_id for unit in headed_units(rated, period.last_day, today)]
    heads = holders(Role.AGENCY_HEAD, today, rated) | holders(Role.UNIT_HEAD, today, units)
    return notify(
        kind,
        recipients=heads.distinct(),
        key=f"{kind.name}:{period.pk}:{closes_on.isoformat()}",
        context={"period": period.label.lower(), "closes_on": format_day(closes_on)},
        url=reverse("sign_list", args=[period.pk]),
        at=at,
    )


def tell_raised(objection: Objection, agency: str, *, at: datetime) -> int:
    """Tell Home Affairs that an agency objects; the text stays in the portal."""
    return notify(
        OBJECTION_RAISED,
        recipients=holders(Role.HOME_AFFAIRS, clock.local_day(at)),
        key=f"{OBJECTION_RAISED.name}:{objection.pk}",
        context={"period": objection.period.label.lower(), "agency": agency},
        url=reverse("objection_detail", args=[objection.pk]),
        at=at,
    )


def tell_answered(objection: Objection, *, at: datetime) -> int:
    """Tell the heads of the agency that their objection has its answer."""
    return notify(
        OBJECTION_ANSWERED,
        recipients=holders(Role.AGENCY_HEAD, clock.local_day(at), [objection.agency_id]),
        key=f"{OBJECTION_ANSWERED.name}:{objection.pk}",
        context={"period": objection.period.label.lower(), "result": objection.get_state_display()},
        url=reverse("objection_detail", args=[objection.pk]),
        at=at,
    )
