"""Drawing the double-inspection sample and giving its orders."""

import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.cells import Cell, Row
from core.dates import format_day, format_moment
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.fairness import draw_double_sample, order_double
from evaluations.forms.fairness import DoubleForm, SampleForm
from evaluations.gather.fairness.sample import Drawn, drawn_inspections
from evaluations.gather.inspections import with_agency_names
from evaluations.models import DoubleSample, Inspection, Period
from evaluations.rules.fairness.agreement import MOST_DAYS
from evaluations.rules.planning.draws import SEED_BYTES

SHOWN = 6
"""Samples on the page, the newest."""
COLUMNS = [{"label": "Cơ quan"}, {"label": "Cuộc thứ nhất"}, {"label": "Cuộc lặp"}]
LEFT_OUT = [{"label": "Cơ quan"}, {"label": "Ngày kiểm tra"}, {"label": "Lý do"}]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def double_sample(request: HttpRequest) -> HttpResponse:
    """The samples drawn, what has become of them, and the draw of another month."""
    user: Any = request.user
    require(user, "fairness.draw")
    months = _months_to_draw(clock.today())
    if request.method != "POST":
        left = months.filter(double_sample__isnull=True)
        return _sample_page(request, SampleForm(months=left, initial={"percent": 10}) if left else None)
    # all months, so that the same form sent twice gives the first answer
    form = SampleForm(request.POST, months=months)
    if not form.is_valid():
        return _sample_page(request, form, status=422)
    try:
        sample = draw_double_sample(
            form_id=form_uuid(request.POST),
            **form.cleaned_data,
            seed=secrets.token_hex(SEED_BYTES),
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _sample_page(request, form, status=refusal.status)
    messages.success(request, f"Đã rút {len(sample.drawn)} cuộc của {sample.period.label.lower()}.")
    return redirect("double_sample")


def _months_to_draw(today: date) -> Any:
    """Months of which an inspection may still be repeated in time, newest first."""
    earliest = today - timedelta(days=MOST_DAYS)
    return Period.objects.months().filter(starts_on__lte=today, ends_on__gt=earliest).newest_first()


def _sample_page(request: HttpRequest, form: SampleForm | None, status: int = 200) -> HttpResponse:
    samples = DoubleSample.objects.select_related("period", "made_by").order_by("-period__starts_on")
    context = {
        "form": form,
        "form_id": request.POST.get("form_uuid", ""),
        "samples": [_sample(sample) for sample in samples[:SHOWN]],
        "columns": COLUMNS,
        "left_out_columns": LEFT_OUT,
        "trail": [("Đối chiếu cách chấm", reverse("fairness")), ("Kiểm tra lặp", "")],
    }
    return render(request, "fairness/sample.html", context, status=status)


def _sample(sample: DoubleSample) -> dict[str, Any]:
    took_part = [entry for entry in sample.candidates if not entry["cause"]]
    return {
        "title": sample.period.label,
        "summary": (
            f"Rút {len(sample.drawn)} trong {len(took_part)} cơ quan ({sample.percent}%), "
            f"lúc {format_moment(sample.made_at)}, người rút: {sample.made_by.display_name}."
        ),
        "seed": sample.seed,
        "codes": [f"{entry['code']} – {entry['name']}" for entry in took_part],
        "rows": [_drawn(one) for one in drawn_inspections(sample)],
        "left_out": [_left_out(entry) for entry in sample.candidates if entry["cause"]],
    }


def _drawn(one: Drawn) -> Row:
    first = reverse("inspection_detail", args=[one.inspection_id])
    second: Cell
    if one.second is None:
        second = {"text": "Giao kiểm tra lặp", "url": reverse("double_order", args=[one.inspection_id])}
    else:
        words = f"{format_day(one.second.visited_on)}, {one.second.get_state_display().lower()}"
        second = {"text": words, "url": reverse("inspection_detail", args=[one.second.pk])}
    return [
        {"text": one.name, "header": True},
        {"text": format_day(one.visited_on), "url": first},
        second,
    ]


def _left_out(entry: dict[str, Any]) -> Row:
    day = format_day(date.fromisoformat(entry["visited_on"]))
    return [{"text": entry["name"], "header": True}, {"text": day}, {"text": entry["cause"]}]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def double_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The order that another team repeats one concluded inspection."""
    user: Any = request.user
    today = clock.today()
    visible = with_agency_names(Inspection.objects.visible_to(user, today))
    first = get_object_or_404(visible.select_related("agency"), pk=pk)
    require(user, "fairness.order_double", first)
    if request.method != "POST":
        return _order_page(
            request, first, DoubleForm(first=first, today=today, initial={"visited_on": today})
        )
    form = DoubleForm(request.POST, first=first, today=today)
    if not form.is_valid():
        return _order_page(request, first, form, status=422)
    try:
        order_double(
            form_id=form_uuid(request.POST), first=first, **form.cleaned_data, actor=user, at=clock.now()
        )
    except Refused as refusal:
        # What was typed stays on the page beside the reason.
        form.add_error(None, refusal.message)
        return _order_page(request, first, form, status=refusal.status)
    messages.success(
        request, "Đã giao kiểm tra lặp. Đoàn thứ hai chỉ thấy đây là một cuộc kiểm tra đột xuất."
    )
    return redirect("double_sample")


def _order_page(request: HttpRequest, first: Any, form: DoubleForm, status: int = 200) -> HttpResponse:
    last = first.visited_on + timedelta(days=MOST_DAYS)
    context = {
        "form": form,
        "form_id": request.POST.get("form_uuid", ""),
        "agency_name": first.agency_name,
        "first_day": format_day(first.visited_on),
        "last_day": format_day(last),
        "trail": [
            ("Đối chiếu cách chấm", reverse("fairness")),
            ("Kiểm tra lặp", reverse("double_sample")),
            (first.agency_name, ""),
        ],
    }
    return render(request, "fairness/order.html", context, status=status)
