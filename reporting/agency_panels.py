"""The score of the newest month on an agency's page, for those who may read it."""

from datetime import date

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.panels import Panel, register
from core.dates import format_month
from core.numbers import NO_DATA, format_points
from evaluations.enums import PeriodKind
from evaluations.models import AgencyResult, Period, ResultPreview
from evaluations.rules.closing.preview_words import standing_of
from reporting.links import MONTH

FIELDS = (
    *("total", "rank", "ranked_of", "confidence", "is_provisional"),
    *("period__starts_on", "period__state", "period__preview__closes_on"),
)


def score_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """The newest monthly score that ``user`` may read, and the way to its parts; one query."""
    if version.rated_agency_id != version.agency_id:
        return None
    results = AgencyResult.objects.visible_to(user, on).filter(
        agency=version.agency_id, period__kind=PeriodKind.MONTH
    )
    newest = (
        results.select_related("period", "period__preview")
        .only(*FIELDS)
        .order_by("-period__starts_on")
        .first()
    )
    if newest is None:
        return None
    month = newest.period.starts_on
    return Panel(
        label=f"Điểm tháng {format_month(month)}",
        value=NO_DATA if newest.total is None else format_points(newest.total),
        hint=_standing(newest, on),
        url=f"{reverse('agency_dashboard', args=[version.agency_id])}?{MONTH}={month.isoformat()}",
        symbol="gauge",
    )


def _standing(result: AgencyResult, on: date) -> str:
    if result.total is None:
        return "Chưa có dữ liệu"
    if result.is_provisional or result.rank is None:
        return "Tạm tính, chưa xếp hạng"
    rank = f"Hạng {result.rank}/{result.ranked_of} trong nhóm, tin cậy {result.confidence}"
    return f"{rank}{_expected(result.period, on)}"


def _expected(period: Period, on: date) -> str:
    """Of an open month how far its figure may be relied on, as every page says it."""
    if not period.is_open:
        return ""
    preview: ResultPreview | None = getattr(period, "preview", None)
    return f". {standing_of(period.state, preview.closes_on if preview else None, on).words}"


register(score_panel, order=10)
