"""Where a period's page leads: what exists, is the person's to open, and of use in the period's state."""

from typing import Any

from core import clock
from core.access import may
from evaluations.access.closing.sign import reads_all
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import Period, RankingRelease
from evaluations.views.closing.period_frame import address


def links_of(user: Any, period: Period, *, reads: bool) -> list[dict[str, str]]:
    """Where else the period leads, of what exists, is the person's to open and of use in its state."""
    closed = period.state == PeriodState.CLOSED
    is_month = period.kind == PeriodKind.MONTH
    corrects = closed and bool(may(user, "correction.read"))
    figures = f"{address('province_dashboard')}?ky={period.starts_on.isoformat()}"
    wanted = (
        (is_month and bool(reads_all(user)), "Bảng điểm của kỳ", figures, "chart-column"),
        (not is_month, "Trung bình các tháng", address("period_means", period.pk), "chart-column"),
        (
            is_month and bool(may(user, "result.read_ladder")),
            "Ký kết quả",
            address("sign_list", period.pk),
            "pen-line",
        ),
        (
            is_month and bool(may(user, "objection.list")),
            "Ý kiến của cơ quan",
            address("objection_list", period.pk),
            "message-square",
        ),
        (closed and reads, "Biên nhận", address("receipt_list", period.pk), "receipt-text"),
        (
            closed and bool(may(user, "period.close", period)),
            "Bản chốt",
            address("period_close", period.pk),
            "lock",
        ),
        (corrects, "Các bản của kỳ", address("period_revisions", period.pk), "history"),
        (corrects, "Điều chỉnh", address("correction_list"), "file-pen-line"),
        (
            closed and _has_ranking(user, period),
            "Công bố xếp hạng" if may(user, "period.close", period) else "Xếp hạng của kỳ",
            address("release_detail", period.pk),
            "megaphone",
        ),
        (reads_all(user), "Thử phương án", address("scenario_list"), "flask-conical"),
    )
    return [
        {"label": label, "url": url, "symbol": symbol} for due, label, url, symbol in wanted if due and url
    ]


def _has_ranking(user: Any, period: Period) -> bool:
    """Whether there is a ranking that the person may read, or may ask for."""
    if may(user, "period.close", period):
        return True
    visible = RankingRelease.objects.visible_to(user, clock.today()).current()
    return visible.filter(snapshot__period=period).exists()
