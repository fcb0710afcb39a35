"""A second office keys in the paper slips of a counter."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day
from core.errors import Refused
from core.forms import FIELD, form_uuid
from core.numbers import format_integer
from feedback.actions.slips import enter_slips
from feedback.forms.slips import BOXES, SlipsForm
from feedback.gather.places import places_of
from feedback.gather.slips import batches_of
from feedback.gather.vaults import vault_for
from feedback.models import Counter
from feedback.models.ratings import COURTESIES, REASONS
from feedback.rules.slips.rows import MOST

COLUMNS: list[Column] = [
    {"label": "Ngày trên phiếu"},
    {"label": "Số phiếu", "num": True},
    {"label": "Người nhập"},
    {"label": "Nhập ngày"},
    {"label": "Ghi chú"},
]


@require_http_methods(["GET", "HEAD", "POST"])
def slip_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Fifty rows; kept at once, or nothing of them."""
    user: Any = request.user
    today = clock.today()
    counter = get_object_or_404(Counter.objects.visible_to(user, today), pk=pk)
    require(user, "slips.enter", counter)
    form = SlipsForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                batch = enter_slips(
                    batch_id=form_uuid(request.POST),
                    counter=counter,
                    slips=form.slips,
                    actor=user,
                    at=clock.now(),
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
            else:
                count = len(form.slips)
                messages.success(request, f"Đã nhập {count} phiếu giấy của ngày {format_day(batch.day)}.")
                return redirect("slip_entry", pk=counter.pk)
    return render(request, "feedback/slips/entry.html", _context(request, counter, form), status=status)


def _context(request: HttpRequest, counter: Counter, form: SlipsForm) -> dict[str, Any]:
    today = clock.today()
    place = places_of([counter], today).get(counter.pk)
    takes_remark = place is not None and vault_for(place.agency_id, today) is not None
    return {
        "counter": counter,
        "place": place,
        "form": form,
        "form_id": request.POST.get(FIELD, ""),
        "rows": _table(form, [*BOXES, "remark"] if takes_remark else BOXES),
        "takes_remark": takes_remark,
        "most": MOST,
        "ticks": [str(label) for _code, label in COURTESIES],
        "reasons": [str(label) for _code, label in REASONS],
        "columns": COLUMNS,
        "batches": _batches(counter),
        "trail": [
            ("Quầy tiếp nhận", reverse("counter_list")),
            (counter.name, reverse("counter_detail", args=[counter.pk])),
            ("Nhập phiếu giấy", ""),
        ],
    }


def _table(form: SlipsForm, boxes: Sequence[str]) -> list[dict[str, Any]]:
    """What stands in each box, and what is wrong there."""
    return [
        {
            "number": number + 1,
            "boxes": [
                {
                    "name": name,
                    "value": getattr(row, name),
                    "error": form.reading.problems.get((number, name), ""),
                }
                for name in boxes
            ],
        }
        for number, row in enumerate(form.keyed)
    ]


def _batches(counter: Counter) -> list[Row]:
    return [
        [
            {"text": format_day(batch.day), "header": True},
            {"text": format_integer(batch.slips), "num": True},
            {"text": str(batch.entered_by)},
            {"text": format_day(clock.local_day(batch.entered_at))},
            {"text": batch.note or "–"},
        ]
        for batch in batches_of(counter)
    ]
