"""What this app adds to an agency's page: the newest index that others measured, beside the score."""

from datetime import date

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.panels import Panel, register
from core.numbers import format_integer, format_points
from registers.gather.indices import history


def index_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """The newest year of the first index in the closed list; one query, none for units without a score."""
    if version.rated_agency_id != version.agency_id:
        return None
    found = history(version.agency_id)
    if not found:
        return None
    newest = found[0].points[-1]
    rank = f"Hạng {format_integer(newest.rank)}/{format_integer(newest.ranked_of)}. " if newest.rank else ""
    return Panel(
        label=f"{found[0].label}, {newest.year}",
        value=f"{format_points(newest.value)}/{format_points(newest.scale, 0)}",
        hint=f"{rank}Do nơi khác đo, không tính vào điểm.",
        url=f"{reverse('external_indices')}?co_quan={version.agency_id}",
        symbol="chart-no-axes-column",
    )


register(index_panel, order=20)
