"""Show a period's provisional results to the agencies, and give them longer; never shorter."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import audit, clock
from core.dates import format_day
from core.errors import Conflict, Refused
from evaluations.actions.closing.preview_telling import tell_extended, tell_opened
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import PeriodKind
from evaluations.models import AgencyResult, Period, ResultPreview
from evaluations.rules.closing.ladder import WINDOW_DAYS, earliest_end


class PreviewRefused(Refused):
    """The results cannot be shown (or not for so short); the message says from when or for how long."""


def open_preview(
    *, period: Period, closes_on: date, actor: Any, at: datetime, working_days: int = WINDOW_DAYS
) -> ResultPreview:
    """Open the days for signatures and objections up to ``closes_on``, at least ``working_days`` from now.

    The same again gives the same preview. Raises PreviewRefused before the period is over, while nothing is
    scored, or for too few days; Conflict where it was opened until another day; PeriodClosed.
    """
    today = clock.local_day(at)
    with refuse_closed_period(), transaction.atomic():
        locked = Period.objects.select_for_update().get(pk=period.pk)
        preview = ResultPreview.objects.filter(period=locked).first()
        if preview is not None:
            if preview.closes_on == closes_on:
                return preview
            raise Conflict(f"Kết quả đã được cho xem đến hết ngày {format_day(preview.closes_on)}.")
        _check(locked, closes_on, today, working_days)
        preview = ResultPreview.objects.create(
            period=locked, opened_at=at, opened_by=actor, closes_on=closes_on
        )
        tell_opened(locked, closes_on, at=at)
        audit.record(
            "result_preview.opened", actor=actor, subject=locked, at=at, after={"closes_on": closes_on}
        )
    return preview


def extend_preview(*, period: Period, closes_on: date, seen: date, actor: Any, at: datetime) -> ResultPreview:
    """Move the last day from ``seen`` (what the page showed) to a later one, and say so to the agencies.

    Raises Conflict where somebody moved it meanwhile, PreviewRefused for an earlier day, PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        preview = ResultPreview.objects.select_for_update().get(period=period)
        if preview.closes_on == closes_on:
            return preview
        if preview.closes_on != seen:
            day = format_day(preview.closes_on)
            raise Conflict(f"Người khác vừa kéo dài đến hết ngày {day}. Hãy tải lại trang.")
        if closes_on < seen or closes_on < clock.local_day(at):
            raise PreviewRefused(
                f"Thời hạn chỉ được kéo dài: hãy chọn một ngày chưa qua, sau {format_day(seen)}."
            )
        preview.closes_on = closes_on
        preview.save(update_fields=["closes_on"])
        tell_extended(preview.period, closes_on, at=at)
        audit.record(
            "result_preview.extended",
            actor=actor,
            subject=preview.period,
            at=at,
            before={"closes_on": seen},
            after={"closes_on": closes_on},
        )
    return preview


def _check(period: Period, closes_on: date, today: date, working_days: int) -> None:
    if not period.is_open:
        raise PreviewRefused("Kỳ không ở trạng thái đang mở nên không có kết quả dự kiến để xem.")
    if period.kind != PeriodKind.MONTH:
        raise PreviewRefused("Chỉ kỳ tháng có kết quả dự kiến. Quý và năm tính từ các tháng đã chốt.")
    if today < period.ends_on:
        day = format_day(period.ends_on)
        raise PreviewRefused(f"Kỳ chưa kết thúc. Cho xem được từ ngày {day}.")
    if not AgencyResult.objects.filter(period=period).exists():
        raise PreviewRefused("Kỳ chưa có kết quả nào để cho xem. Hãy chờ cổng tính điểm xong.")
    earliest = earliest_end(today, working_days)
    if closes_on < earliest:
        raise PreviewRefused(
            f"Cơ quan cần ít nhất {working_days} ngày làm việc để xem. "
            f"Ngày cuối sớm nhất là {format_day(earliest)}."
        )
