"""Where the person has to be: their coming visits by day (feature 27)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import require
from core.dates import format_day
from evaluations.gather.planning.day_route import Stop, route_of
from evaluations.views.inspections.finding import STATE_KINDS
from evaluations.views.planning.frame import page_trail

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@require_safe
def day_route(request: HttpRequest) -> HttpResponse:
    """The person's visits from today on, on each day by address."""
    user: Any = request.user
    require(user, "inspection.day_route")
    days = [
        {"label": f"{WEEKDAYS[day.weekday()]}, {format_day(day)}", "stops": [_row(stop) for stop in stops]}
        for day, stops in route_of(user, clock.today()).items()
    ]
    return render(request, "planning/day_route.html", {"trail": page_trail("Lịch đi kiểm tra"), "days": days})


def _row(stop: Stop) -> dict[str, str]:
    inspection = stop.inspection
    return {
        "agency": stop.agency,
        "address": stop.address or "Chưa có địa chỉ trong danh mục cơ quan",
        "role": stop.role,
        "mode": inspection.get_mode_display(),
        "order_number": inspection.order_number,
        "topic": inspection.topic,
        "state": inspection.get_state_display(),
        "kind": STATE_KINDS[inspection.state],
        "url": reverse("inspection_detail", args=[inspection.pk]),
    }
