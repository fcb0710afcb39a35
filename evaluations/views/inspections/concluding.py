"""The conclusion: what is about to be frozen, read once more and signed off; or the inspection cancelled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from core.errors import Conflict
from evaluations.actions.inspections import cancel_inspection, conclude_inspection
from evaluations.enums import InspectionState
from evaluations.forms.inspections import CancelForm, ConcludeForm
from evaluations.gather.inspections import CheckGroup, attendance_of, check_groups, checkpoints, headcount_of
from evaluations.rules.conclusion import Recorded, draft_conclusion
from evaluations.views.inspections.detail import record_sections
from evaluations.views.inspections.finding import visible_inspection


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_conclude(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The summary with a drafted conclusion; what the leader wrote is never lost to a refusal."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.conclude", inspection)
    if request.method != "POST":
        if inspection.state != InspectionState.ON_SITE:
            return redirect("inspection_detail", pk=pk)
        return _summary(request, inspection)
    form = ConcludeForm(request.POST)
    if not form.is_valid():
        return _summary(request, inspection, form, status=422)
    cleaned = form.cleaned_data
    try:
        conclude_inspection(
            inspection=inspection,
            text=cleaned["text"],
            seen_version=cleaned["seen_version"],
            actor=user,
            at=clock.now(),
        )
    except Conflict as refusal:
        form.add_error(None, refusal.message)
        return _summary(request, inspection, form, status=refusal.status)
    messages.success(request, "Đã kết luận. Kết quả đang được tính vào điểm của cơ quan.")
    return redirect("inspection_detail", pk=pk)


def _summary(
    request: HttpRequest, inspection: Any, form: ConcludeForm | None = None, status: int = 200
) -> HttpResponse:
    groups = check_groups(inspection)
    headcount = headcount_of(inspection)
    points = checkpoints(groups)
    done = sum(point.observation is not None for point in points)
    detail_url = reverse("inspection_detail", args=[inspection.pk])
    trail = [("Kiểm tra", reverse("inspection_list")), (inspection.agency_name, detail_url), ("Kết luận", "")]
    context = {
        "inspection": inspection,
        "trail": trail,
        "form": form or ConcludeForm(initial={"text": _draft(groups, headcount)}),
        # Read again for each page, so a page shown after a conflict goes with what it shows.
        "seen_version": str(inspection.version),
        "may_send": bool(done or headcount),
        "done": str(done),
        "total": str(len(points)),
        "missing": [point.criterion.code for point in points if point.observation is None],
        **record_sections(groups, headcount),
    }
    return render(request, "inspections/conclude.html", context, status=status)


def _draft(groups: list[CheckGroup], headcount: Any) -> str:
    recorded = [
        Recorded(point.criterion.code, point.criterion.statement, point.entry, point.finding)
        for point in checkpoints(groups)
        if point.finding is not None
    ]
    return draft_conclusion(attendance_of(headcount), recorded)


@require_POST
def inspection_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The inspection will not be concluded."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.cancel", inspection)
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect("inspection_detail", pk=pk)
    cancel_inspection(inspection=inspection, reason=form.cleaned_data["reason"], actor=user, at=clock.now())
    messages.success(request, "Đã hủy cuộc kiểm tra. Những gì đã ghi vẫn được giữ, không tính vào điểm.")
    return redirect("inspection_detail", pk=pk)
