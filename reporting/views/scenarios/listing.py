"""The scenarios that were kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import page_of
from core import clock
from core.access import require
from core.dates import format_moment
from reporting.models import Scenario
from reporting.views.scenarios.frame import trail, window_of


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """Newest first; two of them can be chosen and held against each other."""
    user: Any = request.user
    require(user, "province.read")
    visible = Scenario.objects.visible_to(user, clock.today()).select_related("owner").defer("outcome")
    page = page_of(request, visible.order_by("-made_at", "pk"), 25)
    rows = [_row(one) for one in page]
    return render(request, "reporting/scenarios/list.html", {"trail": trail(), "page": page, "rows": rows})


def _row(one: Scenario) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "name": one.name,
        "url": reverse("scenario_detail", args=[one.pk]),
        "months": f"Tháng {window_of(one)}"
        if len(one.pins) == 1
        else f"{len(one.pins)} tháng: {window_of(one)}",
        "owner": str(one.owner),
        "made": format_moment(one.made_at),
        "note": one.note,
    }
