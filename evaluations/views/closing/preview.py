"""Opening a period's provisional results to the agencies, and giving them longer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.dates import format_day
from evaluations.actions.closing.preview import extend_preview, open_preview
from evaluations.forms.closing.preview import PreviewForm
from evaluations.models import Period, ResultPreview
from evaluations.rules.closing.ladder import earliest_end
from evaluations.views.closing.period_frame import period_of, preview_of, trail
from evaluations.views.planning.frame import FormWords, with_form

OPENING = (
    "Thủ trưởng và trưởng bộ phận được báo ngay. Từ lúc này họ xem, ký hoặc nêu ý kiến đến hết ngày đã chọn. "
    "Sau đó chỉ kéo dài được, không rút ngắn. Cơ quan không ký đến hết hạn được tính là không có ý kiến.",
)
LONGER = (
    "Thủ trưởng và trưởng bộ phận được báo ngày mới. Thời hạn đã cho chỉ kéo dài được, không rút ngắn.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def period_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the preview, or extend the one that was opened."""
    user: Any = request.user
    period = period_of(pk)
    require(user, "result_preview.open", period)
    preview = preview_of(period)
    earliest = earliest_end(clock.today())
    first = {"closes_on": earliest}
    if preview is not None:
        earliest = max(earliest_end(clock.today(), 0), earliest_end(preview.closes_on, 1))
        first = {"closes_on": earliest, "seen": preview.closes_on}
    form = PreviewForm(request.POST or None, earliest=earliest, initial=first)

    def act() -> HttpResponse:
        made = _act(period, preview, form, user)
        day = format_day(made.closes_on)
        messages.success(request, f"Các cơ quan được xem và nêu ý kiến đến hết ngày {day}.")
        return redirect("period_detail", pk=pk)

    return with_form(request, form, _words(period, preview), act)


def _act(period: Period, preview: ResultPreview | None, form: PreviewForm, user: Any) -> ResultPreview:
    closes_on, seen = form.cleaned_data["closes_on"], form.cleaned_data["seen"]
    if seen is None or preview is None:
        return open_preview(period=period, closes_on=closes_on, actor=user, at=clock.now())
    return extend_preview(period=period, closes_on=closes_on, seen=seen, actor=user, at=clock.now())


def _words(period: Period, preview: ResultPreview | None) -> FormWords:
    title = "Cho xem kết quả dự kiến" if preview is None else "Kéo dài thời hạn nêu ý kiến"
    lead = period.label
    if preview is not None:
        lead += f", đang nhận ý kiến đến hết ngày {format_day(preview.closes_on)}"
    return FormWords(
        title=title,
        lead=lead,
        button="Cho xem và báo các cơ quan" if preview is None else "Kéo dài",
        back=reverse("period_detail", args=[period.pk]),
        trail=trail(period, (title, "")),
        notes=OPENING if preview is None else LONGER,
        symbol="eye" if preview is None else "calendar-plus",
    )
