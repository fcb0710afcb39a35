"""The gap between the voices on an agency's page, for those who may read its results."""

from datetime import date

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.panels import Panel, register
from core.dates import format_month
from core.numbers import NO_DATA, format_signed
from evaluations.enums import PeriodKind
from evaluations.models import AgencyResult


def gap_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """The newest gap of self against inspection, and the way to the voices side by side; one query."""
    if version.rated_agency_id != version.agency_id:
        return None
    newest = (
        AgencyResult.objects.visible_to(user, on)
        .filter(agency=version.agency_id, period__kind=PeriodKind.MONTH)
        .select_related("period")
        .only("gap_inspection", "period__starts_on")
        .order_by("-period__starts_on")
        .first()
    )
    if newest is None:
        return None
    gap, month = newest.gap_inspection, newest.period.starts_on
    return Panel(
        label=f"Tự đánh giá − kiểm tra, tháng {format_month(month)}",
        value=NO_DATA if gap is None else format_signed(gap, 1),
        hint="Chưa có tiêu chí chung" if gap is None else "điểm; dương là tự chấm cao hơn",
        url=f"{reverse('calibration_agency', args=[version.agency_id])}?ky={month.isoformat()}",
        symbol="scale",
    )


register(gap_panel, order=12)
