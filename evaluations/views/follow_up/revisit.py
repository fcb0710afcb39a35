"""The follow-up visit: its order, and its comparison with the visit it follows."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from core import clock
from core.access import require
from core.dates import format_day
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.inspections import create_inspection
from evaluations.enums import InspectionMode, InspectionState
from evaluations.forms.follow_up import FollowUpForm
from evaluations.gather.follow_up.comparison import Pair, pair_of
from evaluations.gather.follow_up.lineage import heir_by_agency
from evaluations.gather.follow_up.recurrence import times_before
from evaluations.models import Inspection, Recommendation
from evaluations.rules.follow_up.comparison import LABELS, Change, tally
from evaluations.rules.follow_up.recurrence import badge
from evaluations.views.follow_up.findings import readable_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to

CHANGE_KINDS = {
    Change.MENDED: "ok",
    Change.NOT_MENDED: "bad",
    Change.NEW: "warn",
    Change.NOT_CHECKED: "none",
}


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Order a follow-up of a concluded visit; of a merged agency its heir is visited."""
    user: Any = request.user
    today = clock.today()
    followed = readable_inspection(request, pk)
    if followed.state != InspectionState.CONCLUDED:
        raise Http404
    heir = heir_by_agency([followed.agency_id], today).get(followed.agency_id, followed.agency_id)
    agency = get_object_or_404(Agency, pk=heir)
    require(user, "inspection.create", agency)
    if request.method != "POST":
        first = {"visited_on": today, "topic": f"Phúc tra kết luận ngày {format_day(followed.visited_on)}"}
        return _order_page(request, followed, FollowUpForm(initial=first))
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        return _order_page(request, followed, form, status=422)
    try:
        inspection = create_inspection(
            form_id=form_uuid(request.POST),
            agency=agency,
            mode=InspectionMode.FOLLOW_UP,
            follows=followed,
            **form.cleaned_data,
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _order_page(request, followed, form, status=refusal.status)
    return redirect("inspection_detail", pk=inspection.pk)


def _order_page(request: HttpRequest, followed: Any, form: FollowUpForm, status: int = 200) -> HttpResponse:
    unfinished = Recommendation.objects.filter(inspection=followed).unfinished()
    context = {
        "form": form,
        "inspection": followed,
        "unfinished": [row.text for row in unfinished.order_by("position")],
        "trail": trail_to(followed, "Phúc tra"),
        "form_id": request.POST.get("form_uuid", ""),
    }
    return render(request, "follow_up/follow_up.html", context, status=status)


@require_safe
def inspection_comparison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A follow-up beside the visit it follows: mended, not mended, new, could not be checked."""
    user: Any = request.user
    inspection = readable_inspection(request, pk)
    pair = pair_of(inspection)
    if pair is None:
        raise Http404
    followed = inspection.follows
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Đối chiếu"),
        "tabs": tabs_of(user, inspection, "inspection_comparison"),
        "before_on": format_day(followed.visited_on),
        "after_on": format_day(inspection.visited_on),
        "counts": [
            {"label": LABELS[change], "count": str(count), "kind": CHANGE_KINDS[change]}
            for change, count in tally(pair.compared).items()
        ],
        "rows": _rows(inspection, pair),
        "recommendations": [_recommendation(row, pair) for row in pair.recommendations],
    }
    return render(request, "follow_up/comparison.html", context)


def _rows(inspection: Inspection, pair: Pair) -> list[dict[str, str]]:
    before = times_before(inspection)
    return [
        {
            "code": one.code,
            "statement": pair.point(one.code).criterion.statement,
            "before": pair.before.words(one.code) or "không ghi nhận",
            "after": pair.after.words(one.code) or "không ghi nhận",
            "change": LABELS[one.change],
            "kind": CHANGE_KINDS[one.change],
            "again": badge(before.get(one.code, 0) + 1) if one.change == Change.NOT_MENDED else "",
        }
        for one in pair.compared
    ]


def _recommendation(row: Recommendation, pair: Pair) -> dict[str, str]:
    change = pair.changes.get(row.criterion.code) if row.criterion else None
    return {
        "text": row.text,
        "state": row.get_state_display(),
        "url": reverse("recommendation_detail", args=[row.pk]),
        "suggested": LABELS[change] if change else "",
    }
