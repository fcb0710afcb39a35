"""Lists of visits: those that were handed in, and one of them with what redoes its draw."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from agencies.views.parameters import page_of
from core import clock
from core.access import may, require
from core.blind import fingerprint
from core.cells import Column, Row
from core.dates import format_day, format_month
from core.numbers import format_integer
from feedback.gather.visits import keys_for
from feedback.models import VisitBatch

HOME = "Lượt đến"
COLUMNS: list[Column] = [
    {"label": "Ngày nhập"},
    {"label": "Cơ quan"},
    {"label": "Nguồn"},
    {"label": "Số lượt", "num": True},
    {"label": "Được mời", "num": True},
]
KEY_COLUMNS: list[Column] = [{"label": "Tháng"}, {"label": "Dấu khóa"}, {"label": "Trạng thái"}]


@require_safe
def visit_lists(request: HttpRequest) -> HttpResponse:
    """The lists of the agencies that the person answers for, newest first."""
    require(request.user, "visits.keep")
    today = clock.today()
    batches = VisitBatch.objects.visible_to(request.user, today).order_by("-made_at", "pk")
    page = page_of(request, batches)
    context = {
        "page": page,
        "columns": COLUMNS,
        "rows": _rows(page),
        "may_connect": bool(may(request.user, "visits.connect")),
    }
    return render(request, "feedback/visits/lists.html", context)


def _rows(batches: Iterable[VisitBatch]) -> list[Row]:
    listed = list(batches)
    names = last_names([batch.agency_id for batch in listed])
    return [
        [
            {
                "text": format_day(clock.local_day(batch.made_at)),
                "url": reverse("visit_list", args=[batch.pk]),
                "header": True,
            },
            {"text": names[batch.agency_id].short_name},
            {"text": batch.get_source_display()},
            {"text": format_integer(batch.listed), "num": True},
            {"text": format_integer(batch.invited), "num": True},
        ]
        for batch in listed
    ]


@require_safe
def visit_list(request: HttpRequest, pk: str) -> HttpResponse:
    """One list: how many were invited, the seed of the draw, and the keys of its agency."""
    today = clock.today()
    batches = VisitBatch.objects.visible_to(request.user, today).select_related("agency", "made_by", "client")
    batch = get_object_or_404(batches, pk=pk)
    require(request.user, "visits.keep", batch.agency)
    name = last_names([batch.agency_id])[batch.agency_id].name
    made_by = batch.client or batch.made_by
    context = {
        "batch": batch,
        "name": name,
        "made_on": format_day(clock.local_day(batch.made_at)),
        "made_by": str(made_by or "Hệ thống"),
        "key_columns": KEY_COLUMNS,
        "key_rows": [
            [
                {"text": format_month(key.month), "header": True},
                {"text": fingerprint(key.public_key), "class": "code"},
                {"text": "Đang dùng" if key.signs else "Đã hủy khóa ký"},
            ]
            for key in keys_for(batch.agency)
        ],
        "trail": [(HOME, reverse("visit_lists")), ("Danh sách", "")],
    }
    return render(request, "feedback/visits/list.html", context)
