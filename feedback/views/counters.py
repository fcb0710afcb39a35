"""Counters for those who answer for them: which there are, what citizens say, the code and its posters."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.dates import format_day, format_moment
from core.http import page_or_part
from core.numbers import format_integer, format_points
from core.qr import qr_svg
from core.text import nfc
from feedback.gather.counter_months import CounterMonth, counter_months
from feedback.gather.places import places_of
from feedback.models import Counter
from feedback.rules.release import telling_day
from feedback.rules.response import response_words
from feedback.views.addresses import kiosk_address, public_address
from feedback.views.counter_rows import (
    COUNTER_COLUMNS,
    MONTH_COLUMNS,
    TICK_COLUMNS,
    TOO_FEW,
    counter_cells,
    month_cells,
    status_of,
    tick_cells,
)

PAGE_SIZE = 50


@require_safe
def counter_list(request: HttpRequest) -> HttpResponse:
    """The counters the person answers for, found by the name of unit or agency."""
    require(request.user, "counter.list")
    today = clock.today()
    words = nfc(request.GET.get("q", "")).replace("\x00", "").strip()[:100]
    counters = Counter.objects.visible_to(request.user, today)
    if words:
        counters = counters.of_agencies_named(words, today)
    page = Paginator(counters.in_agency_order(today), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "q": words,
        "page": page,
        "columns": COUNTER_COLUMNS,
        "rows": counter_cells(page, places_of(page, today), today),
        "may_create": bool(may(request.user, "counter.create")),
        "may_keep_visits": bool(may(request.user, "visits.keep")),
        "action": reverse("counter_list"),
    }
    return page_or_part(request, "feedback/counters.html", "feedback/_counters.html", context)


@require_safe
def counter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One counter: its code, and what citizens say as far as it may be told."""
    today = clock.today()
    counter = get_object_or_404(Counter.objects.visible_to(request.user, today), pk=pk)
    months = counter_months(counter, telling_day(clock.now()))
    kind, status = status_of(counter, today)
    acts = bool(may(request.user, "counter.revoke", counter))  # whoever takes a code back also replaces it
    context = {
        "counter": counter,
        "place": places_of([counter], today).get(counter.pk),
        "kind": kind,
        "status": status,
        "starts_on": format_day(counter.starts_on),
        "revoked_at": format_moment(counter.revoked_at) if counter.revoked_at else "",
        "month": _month_words(months[0]),
        "month_columns": MONTH_COLUMNS,
        "months": month_cells(months),
        "tick_columns": TICK_COLUMNS,
        "ticks": tick_cells(months[0].told) if months[0].told else [],
        "may_revoke": acts and counter.revoked_at is None,
        "may_replace": acts and not counter.is_over(today),
        "may_enter_slips": bool(may(request.user, "slips.enter", counter)),
        "posters": not counter.is_over(today),
        **_code(request, counter),
    }
    return render(request, "feedback/counter.html", context)


def _code(request: HttpRequest, counter: Counter) -> dict[str, Any]:
    address = public_address(request, counter)
    return {
        "address": address,
        "kiosk_address": kiosk_address(request, counter),
        "qr": qr_svg(address, f"Mã QR mở trang đánh giá {counter.name}"),
    }


def _month_words(month: CounterMonth) -> dict[str, str]:
    """The present month's figures in words, for two tiles."""
    told = month.told
    if told is None:
        return {"answers": TOO_FEW, "mean": "—", "until": "", "response": ""}
    return {
        "answers": format_integer(told.answers),
        "mean": format_points(told.mean),
        "until": f"tính đến hết ngày {format_day(told.until)}",
        "response": f"tỷ lệ trả lời: {response_words(told.answers, month.visits)}",
    }
