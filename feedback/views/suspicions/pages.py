"""What was set aside because it looks stuffed: the list, one pattern, and the decision about it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.access import may, require
from core.dates import format_day, format_moment
from core.errors import AccessRefused, Refused
from core.http import page_or_part
from feedback.actions.suspicions.decide import decide_suspicion
from feedback.enums import SuspicionState
from feedback.forms.suspicions import DecideSuspicionForm
from feedback.gather.places import places_of
from feedback.gather.suspicions import beside_usual
from feedback.models import RatingSuspicion
from feedback.views.suspicions.cells import (
    DAY_COLUMNS,
    KINDS,
    LIST_COLUMNS,
    STAR_COLUMNS,
    day_cells,
    how_many,
    list_cells,
    star_cells,
)

PAGE_SIZE = 50
WHY = {
    "source": "Một thiết bị (địa chỉ mạng và loại trình duyệt) gửi quá số lượt tin được trong ngày ở quầy. "
    "Mọi lượt của thiết bị ấy trong ngày được để riêng; lượt của người khác vẫn tính. Máy cùng loại sau một "
    "Wi-Fi trông như một thiết bị: hãy xem hôm ấy quầy có đông người thật không.",
    "burst": "Trong mười phút có nhiều lượt hơn một quầy phục vụ được. Mọi lượt không kèm mã lượt đến "
    "trong mười phút ấy được để riêng.",
    "day": "Cả ngày có số lượt gấp nhiều lần ngày thường. Mọi lượt không kèm mã lượt đến trong ngày "
    "được để riêng.",
}
DONE = {
    SuspicionState.CLEARED: "Đã tính lại các lượt này. Điểm của tháng đang được tính lại.",
    SuspicionState.CONFIRMED: "Đã xác nhận không tính. Lượt vẫn được giữ, tính lại được khi tháng còn mở.",
}


@require_safe
def suspicion_list(request: HttpRequest) -> HttpResponse:
    """Patterns by day, newest first; by state where asked."""
    require(request.user, "suspicion.list")
    today = clock.today()
    rows = RatingSuspicion.objects.visible_to(request.user, today).select_related("counter")
    state = request.GET.get("trang-thai", "")
    if state in SuspicionState.values:
        rows = rows.filter(state=state)
    page = Paginator(rows.annotate(n=Count("ratings")).order_by("-day", "-pk"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    context = {
        "page": page,
        "columns": LIST_COLUMNS,
        "rows": list_cells(page, places_of([one.counter for one in page], today), today),
        "state": state,
        "states": SuspicionState.choices,
        "action": reverse("suspicion_list"),
    }
    return page_or_part(request, "feedback/suspicions/list.html", "feedback/suspicions/_list.html", context)


@require_safe
def suspicion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One pattern: how its ratings look beside the counter's usual ones."""
    return _detail(request, _visible(request, pk))


@require_POST
def suspicion_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Count them again, or leave them out, with a reason."""
    suspicion = _visible(request, pk)
    require(request.user, "suspicion.decide", suspicion)
    form = DecideSuspicionForm(request.POST)
    if not form.is_valid():
        return _detail(request, suspicion, form, status=422)
    try:
        decided = decide_suspicion(
            suspicion=suspicion, actor=request.user, at=clock.now(), **form.cleaned_data
        )
    except AccessRefused:
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _detail(request, suspicion, form, status=refusal.status)
    messages.success(request, DONE[SuspicionState(decided.state)])
    return redirect("suspicion_detail", pk=pk)


def _visible(request: HttpRequest, pk: int) -> RatingSuspicion:
    rows = RatingSuspicion.objects.visible_to(request.user, clock.today())
    found: RatingSuspicion = get_object_or_404(
        rows.select_related("counter", "decided_by").annotate(n=Count("ratings")), pk=pk
    )
    return found


def _detail(
    request: HttpRequest, suspicion: RatingSuspicion, form: Any = None, *, status: int = 200
) -> HttpResponse:
    today = clock.today()
    beside = beside_usual(suspicion, today=today)
    verdict = may(request.user, "suspicion.decide", suspicion)
    is_over = suspicion.day < today
    context = {
        "suspicion": suspicion,
        "place": places_of([suspicion.counter], today).get(suspicion.counter_id),
        "day": format_day(suspicion.day),
        "kind": KINDS[SuspicionState(suspicion.state)],
        "why": WHY[suspicion.pattern],
        "n": how_many(suspicion, today),
        "decided_at": format_moment(suspicion.decided_at),
        "star_columns": STAR_COLUMNS,
        "stars": star_cells(beside.stars),
        "usual": star_cells(beside.usual),
        "day_columns": DAY_COLUMNS,
        "days": day_cells(beside.days, today),
        "may_decide": bool(verdict) and is_over,
        "hindrance": getattr(verdict, "reason", "") if is_over else "Quyết định được từ ngày hôm sau.",
        "form": form or DecideSuspicionForm(initial={"version": suspicion.version}),
        "action": reverse("suspicion_decide", args=[suspicion.pk]),
        "crumbs": [("Lượt để riêng", reverse("suspicion_list")), (suspicion.counter.name, "")],
    }
    return render(request, "feedback/suspicions/detail.html", context, status=status)
