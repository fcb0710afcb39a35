"""Periods: which there are, when forms are due, and opening one by hand."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.access import may, require
from core.dates import format_day, format_moment
from evaluations.actions.open_period import open_period
from evaluations.forms.periods import OpenPeriodForm
from evaluations.models import Period

COLUMNS = [
    {"label": "Kỳ"},
    {"label": "Trạng thái"},
    {"label": "Từ ngày"},
    {"label": "Đến hết ngày"},
    {"label": "Hạn nộp phiếu"},
    {"label": "Hạn nhận xét"},
    {"label": "Mở lúc"},
]


@require_safe
def period_list(request: HttpRequest) -> HttpResponse:
    """Every period, newest first; dates are open to all who sign in."""
    page = Paginator(Period.objects.newest_first(), 24).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(period) for period in page],
        "may_open": bool(may(request.user, "period.open")),
        "form": OpenPeriodForm(),
    }
    return render(request, "periods/list.html", context)


@require_http_methods(["POST"])
def period_open(request: HttpRequest) -> HttpResponse:
    """Open the period that holds the day given."""
    require(request.user, "period.open")
    form = OpenPeriodForm(request.POST)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, error[0])
        return redirect("period_list")
    period = open_period(**form.cleaned_data, actor=request.user, at=clock.now())
    messages.success(request, f"{period.label} đang mở.")
    return redirect("period_detail", pk=period.pk)


def _row(period: Period) -> list[dict[str, Any]]:
    return [
        {"text": period.label, "header": True, "url": reverse("period_detail", args=[period.pk])},
        {"text": period.get_state_display()},
        {"text": format_day(period.starts_on)},
        {"text": format_day(period.last_day)},
        {"text": format_day(period.self_due_on)},
        {"text": format_day(period.review_due_on)},
        {"text": format_moment(period.opened_at)},
    ]
