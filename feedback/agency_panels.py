"""What this app adds to an agency's page."""

from datetime import date

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.panels import Panel, register
from feedback.gather.complaints import complaint_series


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


register(complaints_panel, order=40)
