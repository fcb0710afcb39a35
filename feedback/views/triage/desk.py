"""The trays of the desk: what waits, by day and envelopes, and not a word of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.numbers import format_integer
from feedback.actions.triage.flood import refuse_suspects
from feedback.enums import CaseState
from feedback.gather.triage import Waiting, desk_counts, suspect_days, waiting
from feedback.models import FeedbackCase
from feedback.rules.case_terms import reading_due
from feedback.views.triage.frame import DESK, desk_trail, trays
from feedback.views.vaults.unlocking import unlock_address, unlocked_vaults

PAGE_SIZE = 50
COLUMNS: list[Column] = [
    {"label": "Phản ánh"},
    {"label": "Ngày nhận"},
    {"label": "Cơ quan được phản ánh"},
    {"label": "Kèm theo"},
    {"label": "Hạn đọc"},
]


@require_safe
def triage_list(request: HttpRequest) -> HttpResponse:
    """Cases that nobody has read, the oldest day first."""
    cases = _mine(request).to_read().filter(is_suspect=False)
    words = {
        "title": DESK,
        "lead": "Đọc, che những gì có thể lộ người gửi, rồi chuyển cơ quan. Mỗi lần mở đều được ghi lại.",
        "empty": "Không còn phản ánh nào chờ đọc",
    }
    return _page(request, cases, "triage_list", words)


@require_safe
def triage_ready_list(request: HttpRequest) -> HttpResponse:
    """Cases that wait for the nightly batch."""
    cases = _mine(request).filter(state=CaseState.READY).order_by("ready_on", "pk")
    words = {
        "title": "Chờ đợt gửi",
        "lead": "Đã duyệt; gửi cơ quan cùng một đợt vào sáng sớm, theo thứ tự ngẫu nhiên. Còn đọc lại được.",
        "empty": "Không có phản ánh nào chờ đợt gửi",
    }
    return _page(request, cases, "triage_ready_list", words)


@require_http_methods(["GET", "HEAD", "POST"])
def triage_suspects(request: HttpRequest) -> HttpResponse:
    """The tray of what came in a flood: read one by one, or refuse a whole day."""
    user: Any = request.user
    require(user, "case.refuse")
    if request.method == "POST":
        if not unlocked_vaults(request):
            return redirect(unlock_address(request.path))
        day = day_in(request)
        count = refuse_suspects(day=day, actor=user, at=clock.now()) if day else 0
        messages.success(request, f"Đã từ chối {format_integer(count)} phản ánh gửi dồn dập.")
        return redirect("triage_suspects")
    tray = _mine(request).to_read().filter(is_suspect=True)
    words = {
        "title": "Nghi gửi dồn dập",
        "lead": "Đến trong một đợt gửi bất thường. Lời thật cũng có thể lẫn trong đó: mở vài phản ánh để xem "
        "trước khi từ chối cả ngày. Người gửi thật sẽ đọc được lời mời gửi lại.",
        "empty": "Không có phản ánh nào nghi gửi dồn dập",
    }
    days = [
        {"iso": day.isoformat(), "day": format_day(day), "count": format_integer(count)}
        for day, count in suspect_days(tray.order_by())
    ]
    return _page(request, tray, "triage_suspects", words, days=days)


def day_in(request: HttpRequest) -> date | None:
    """The day of a bulk act ("ngay", ISO), or None for nonsense."""
    try:
        return date.fromisoformat(request.POST.get("ngay", ""))
    except ValueError:
        return None


def _mine(request: HttpRequest) -> Any:
    user: Any = request.user
    require(user, "case.triage")
    return FeedbackCase.objects.sealed_for(user, clock.today())


def _page(request: HttpRequest, cases: Any, here: str, words: dict[str, str], **context: Any) -> HttpResponse:
    user: Any = request.user
    today = clock.today()
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("trang"))
    is_open = bool(unlocked_vaults(request))
    page_context = {
        "trail": desk_trail() if here == "triage_list" else desk_trail((words["title"], "")),
        "words": words,
        "trays": trays(desk_counts(user, today), here),
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(one, today) for one in waiting(page)],
        "unlock_url": "" if is_open else unlock_address(request.get_full_path()),
        "days": [],
        **context,
    }
    return render(request, "feedback/triage/desk.html", page_context)


def _row(one: Waiting, today: date) -> Row:
    case, due = one.case, reading_due(one.case.received_on)
    is_late = case.state == CaseState.RECEIVED and due < today
    return [
        {"text": case.short, "url": reverse("triage_case", args=[case.pk]), "header": True},
        {"text": format_day(case.received_on), "class": "nowrap"},
        {"text": one.agency or "Người gửi không rõ"},
        {"text": beside(one)},
        {
            "text": f"Quá hạn {format_day(due)}" if is_late else format_day(due),
            "class": "triage-late" if is_late else "nowrap",
        },
    ]


def beside(one: Waiting) -> str:
    """What lies beside the text, in words."""
    parts = [f"{one.photos} ảnh"] if one.photos else []
    parts += ["liên hệ"] if one.has_contact else []
    parts += [f"{one.messages} lời bổ sung"] if one.messages else []
    parts += [one.case.get_channel_display().lower()] if one.case.channel != "web" else []
    return ", ".join(parts) or "—"
