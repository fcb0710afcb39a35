"""The leader's report, and the longer term of a complex case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.follow_up.report import extend_report, report_inspection
from evaluations.enums import InspectionState
from evaluations.forms.follow_up import ReasonForm, ReportForm
from evaluations.gather.follow_up.drafting import drafted
from evaluations.gather.follow_up.terms import due_terms
from evaluations.rules.follow_up.reply import why_no_report
from evaluations.rules.follow_up.terms import complex_report_due_on
from evaluations.views.follow_up.finding_rows import row_of
from evaluations.views.follow_up.findings import readable_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report with a drafted assessment; what the leader wrote is never lost to a refusal."""
    user: Any = request.user
    inspection = readable_inspection(request, pk)
    require(user, "inspection.report", inspection)
    if request.method != "POST":
        if inspection.state != InspectionState.MINUTED:
            return redirect("inspection_findings", pk=pk)
        return _report_page(request, inspection)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _report_page(request, inspection, form, status=422)
    try:
        report_inspection(inspection=inspection, **form.cleaned_data, actor=user, at=clock.now())
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _report_page(request, inspection, form, status=refusal.status)
    messages.success(request, "Đã ban hành báo cáo kết quả. Việc tiếp theo là ra kết luận.")
    return redirect("inspection_findings", pk=pk)


def _report_page(
    request: HttpRequest, inspection: Any, form: ReportForm | None = None, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    draft = drafted(inspection, inspection.agency_name, clock.today())
    first = {
        "assessment": draft.assessment,
        "signer": user.display_name,
        "signer_post": "Trưởng đoàn kiểm tra",
    }
    longer = inspection.explain_due_on and complex_report_due_on(inspection.explain_due_on, due_terms())
    context = {
        "inspection": inspection,
        "trail": trail_to(inspection, "Báo cáo"),
        "tabs": tabs_of(user, inspection, "inspection_report"),
        "form": form or ReportForm(initial=first),
        "seen_version": str(inspection.version),
        "waits": why_no_report(draft.replies.standings),
        "rows": [row_of(inspection, reply, None, None) for reply in draft.replies.rows],
        "longer": longer if longer and longer > (inspection.report_due_on or longer) else None,
        "reason_form": ReasonForm(),
    }
    return render(request, "follow_up/report.html", context, status=status)


@require_POST
def report_extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A complex case gets the longer term."""
    user: Any = request.user
    inspection = readable_inspection(request, pk)
    require(user, "inspection.report", inspection)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect("inspection_report", pk=pk)
    extend_report(inspection=inspection, reason=form.cleaned_data["reason"], actor=user, at=clock.now())
    messages.success(request, "Đã gia hạn báo cáo vì vụ việc phức tạp.")
    return redirect("inspection_report", pk=pk)
