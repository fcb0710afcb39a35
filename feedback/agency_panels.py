"""What this app adds to an agency's page."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.panels import Panel, register
from core.access import may
from core.numbers import format_integer
from feedback.gather.complaints import complaint_series
from feedback.models import Counter


def complaints_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """How an ended agency's complaint series ran; a living one has none and costs no query."""
    if version.ends_on is None:
        return None
    series = complaint_series(version.agency)
    if not series:
        return None
    return Panel(
        label="Phản ánh, kiến nghị theo năm",
        value=" → ".join("—" if one.count is None else str(one.count) for one in series),
        hint=f"{series[0].year}–{series[-1].year}",
        url=reverse("complaint_years", args=[version.agency_id]),
        symbol="message-square",
    )


def counters_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """How many counters the agency and its units run; those who may print codes open them from here."""
    units = AgencyVersion.objects.as_of(on).under(version.agency).values("agency")
    count = Counter.objects.as_of(on).filter(agency__in=units, revoked_at=None).count()
    if not count:
        return None
    url = (
        f"{reverse('counter_list')}?{urlencode({'q': version.short_name})}"
        if may(user, "counter.list")
        else ""
    )
    return Panel(label="Quầy đang nhận đánh giá", value=format_integer(count), url=url, symbol="qr-code")


register(counters_panel, order=30)
register(complaints_panel, order=40)
