"""The corrections that a person may read: those that wait first."""

from collections import defaultdict
from typing import Any

from django.db.models import Case, Count, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from agencies.views.parameters import number_of, page_of
from core import clock
from core.access import may, require
from core.dates import format_moment
from core.numbers import format_integer
from evaluations.enums import CorrectionState
from evaluations.models import Correction, CorrectionLine, Period
from evaluations.models.corrections import CorrectionQuerySet
from evaluations.rules.corrections.applying import touched
from evaluations.views.corrections.frame import CORRECTIONS, STATE_KINDS, title_of

WAITING_FIRST = Case(
    When(state=CorrectionState.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField()
)
BY_RULE = "đề nghị theo quy tắc"


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Filtered by state ("tinh_trang") and period ("ky")."""
    user: Any = request.user
    require(user, "correction.read")
    rows = Correction.objects.visible_to(user, clock.today())
    period = Period.objects.filter(pk=number_of(request, "ky") or 0).first()
    if period is not None:
        rows = rows.filter(period=period)
    state = request.GET.get("tinh_trang", "")
    tabs = _tabs(rows, state)
    if state in CorrectionState.values:
        rows = rows.filter(state=state)
    rows = rows.select_related("period", "asked_by", "decided_by")
    page = page_of(request, rows.order_by(WAITING_FIRST, "-asked_at", "pk"), 25)
    context = {
        "trail": [("Kỳ đánh giá", reverse("period_list")), (CORRECTIONS, "")],
        "page": page,
        "rows": _rows(list(page)),
        "tabs": tabs,
        "period": period,
        "may_ask": bool(may(user, "correction.ask")),
    }
    return render(request, "corrections/list.html", context)


def _tabs(rows: CorrectionQuerySet, chosen: str) -> list[dict[str, Any]]:
    counts = dict(rows.order_by("state").values_list("state").annotate(Count("pk")))
    every = [("", "Tất cả", sum(counts.values()))]
    every += [(one.value, str(one.label), counts.get(one.value, 0)) for one in CorrectionState]
    return [
        {"value": value or None, "label": label, "count": count, "chosen": value == chosen}
        for value, label, count in every
    ]


def _rows(corrections: list[Correction]) -> list[dict[str, str]]:
    named: dict[Any, list[int]] = defaultdict(list)
    lines = CorrectionLine.objects.filter(correction__in=[one.pk for one in corrections])
    for correction, agency in lines.order_by("agency").values_list("correction", "agency").distinct():
        named[correction].append(agency)
    names = last_names(agency for agencies in named.values() for agency in agencies)
    return [_row(one, [names[agency].name for agency in named[one.pk]]) for one in corrections]


def _row(correction: Correction, agencies: list[str]) -> dict[str, str]:
    asked = correction.asked_by.display_name if correction.asked_by else BY_RULE
    return {
        "title": title_of(correction),
        "url": reverse("correction_detail", args=[correction.pk]),
        "agencies": ", ".join(agencies[:3])
        + (f" và {len(agencies) - 3} cơ quan khác" if agencies[3:] else ""),
        "asked": f"{format_moment(correction.asked_at)}, {asked}",
        "moves": f"{format_integer(len(touched(correction.moves)))} cơ quan có số thay đổi",
        "state": correction.get_state_display(),
        "kind": STATE_KINDS[correction.state],
    }
