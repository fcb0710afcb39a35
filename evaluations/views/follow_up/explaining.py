"""The head of the inspected agency explains a finding, or agrees."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.follow_up.explain import agree_to_all, explain_finding
from evaluations.forms.follow_up import ExplainForm, pictures_in
from evaluations.models import Criterion
from evaluations.views.follow_up.findings import findings_page, readable_inspection


@require_POST
def explanation_submit(request: HttpRequest, pk: UUID, criterion_id: int) -> HttpResponse:
    """The agency's word on one finding; what was typed stays on the page beside a refusal."""
    user: Any = request.user
    inspection = readable_inspection(request, pk)
    require(user, "explanation.submit", inspection)
    criterion = get_object_or_404(Criterion, pk=criterion_id, observations__inspection=inspection)
    agrees = "agrees" in request.POST
    form = ExplainForm(request.POST, auto_id=f"e{criterion.pk}-%s")
    if not form.is_valid() and not agrees:
        return findings_page(request, inspection, {criterion.pk: form}, status=422)
    try:
        explain_finding(
            inspection=inspection,
            criterion=criterion,
            form_id=form_uuid(request.POST),
            agrees=agrees,
            text="" if agrees else form.cleaned_data["text"],
            pictures=pictures_in(request.FILES),
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.errors.setdefault("text", form.error_class([refusal.message]))
        typed = {criterion.pk: form}
        return findings_page(request, inspection, typed, refusal=refusal.message, status=refusal.status)
    done = "Đã ghi ý kiến nhất trí." if agrees else "Đã gửi giải trình. Đoàn kiểm tra đã được báo."
    messages.success(request, done)
    return redirect("inspection_findings", pk=pk)


@require_POST
def explanation_agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The agency agrees to the whole."""
    user: Any = request.user
    inspection = readable_inspection(request, pk)
    require(user, "explanation.submit", inspection)
    try:
        agree_to_all(inspection=inspection, form_id=form_uuid(request.POST), actor=user, at=clock.now())
    except Refused as refusal:
        return findings_page(request, inspection, refusal=refusal.message, status=refusal.status)
    messages.success(request, "Đã ghi: cơ quan nhất trí toàn bộ biên bản.")
    return redirect("inspection_findings", pk=pk)
