"""The overdue board, and who is to be reminded of what on a day."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.dates import format_day
from core.http import page_or_part
from evaluations.gather.follow_up.chasers import Chaser, chasers_on, told_already
from evaluations.gather.follow_up.overdue import overdue_by_agency
from evaluations.gather.follow_up.terms import due_terms
from evaluations.rules.follow_up.remedy import Step, when_words
from evaluations.rules.follow_up.terms import Terms
from evaluations.views.follow_up.remedies import row_of

DELAYS = {"1": "Mọi mức", "8": "Trên 7 ngày", "31": "Trên 30 ngày"}
MOST_DAYS_AHEAD = 60


@require_safe
def overdue_board(request: HttpRequest) -> HttpResponse:
    """What is overdue, by agency, the longest delay first."""
    user: Any = request.user
    require(user, "overdue.read")
    today = clock.today()
    delay = request.GET.get("tre", "")
    delay = delay if delay in DELAYS else "1"
    words = request.GET.get("q", "").strip()[:100]
    lines = overdue_by_agency(user, today, at_least=int(delay), words=words)
    context = {
        "q": words,
        "delay": delay,
        "delays": list(DELAYS.items()),
        "lines": [
            {
                "agency": line.agency,
                "count": str(line.count),
                "answered": str(line.answered) if line.answered else "",
                "longest": str(line.longest),
                "rows": [row_of(row, {line.agency_id: line.agency}, today) for row in line.rows],
            }
            for line in lines
        ],
        "total": str(sum(line.count for line in lines)),
        "preview_url": reverse("chaser_preview") if may(user, "due_term.change") else "",
    }
    return page_or_part(request, "follow_up/board.html", "follow_up/_board.html", context)


@require_safe
def chaser_preview(request: HttpRequest) -> HttpResponse:
    """Who is told what on a day if nothing changes until then, and why; nothing is sent by looking."""
    require(request.user, "due_term.change")
    today = clock.today()
    day = _day_asked(request.GET.get("ngay", ""), today)
    terms = due_terms()
    chasers = chasers_on(day)
    told = told_already(chasers)
    context = {
        "trail": [("Bảng quá hạn", reverse("overdue_board")), ("Nhắc hạn", "")],
        "day": day,
        "earlier": (day - timedelta(days=1)).isoformat() if day > today else "",
        "later": (day + timedelta(days=1)).isoformat(),
        "rows": [_row(chaser, day, told, terms) for chaser in chasers],
    }
    return render(request, "follow_up/chasers.html", context)


def _day_asked(text: str, today: date) -> date:
    """The day asked for between today and two months ahead, else today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if today <= day <= today + timedelta(days=MOST_DAYS_AHEAD) else today


def _row(chaser: Chaser, day: date, told: set[str], terms: Terms) -> dict[str, Any]:
    people = [
        {"name": user.display_name, "told": f"{chaser.key}:{user.pk}" in told} for user in chaser.recipients
    ]
    return {
        "agency": chaser.agency,
        "what": f"{chaser.count} kiến nghị, {when_words(chaser.due_on, day)}",
        "due": format_day(chaser.due_on),
        "why": _why(chaser.step, terms),
        "people": people,
        "new": any(not one["told"] for one in people),
    }


def _why(step: Step, terms: Terms) -> str:
    match step:
        case Step.BEFORE:
            return f"Nhắc trước hạn {terms.remind_before} ngày làm việc"
        case Step.DUE:
            return "Nhắc vào ngày đến hạn"
        case Step.AFTER:
            return f"Nhắc khi quá hạn {terms.remind_after} ngày làm việc"
    return f"Nhắc khi quá hạn {terms.remind_late} ngày làm việc, báo thêm Sở Nội vụ"
