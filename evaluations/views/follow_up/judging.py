"""The team answers an explanation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.follow_up.judge import VerdictRefused, judge_explanation
from evaluations.forms.follow_up import JudgeForm
from evaluations.gather.inspections import entry_of
from evaluations.models import Explanation, Inspection
from evaluations.views.follow_up.findings import findings_page, readable_inspection


@require_POST
def explanation_judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept, correct or reject; what was typed stays on the page beside a refusal."""
    user: Any = request.user
    readable = Inspection.objects.record_visible_to(user, clock.today())
    rows = Explanation.objects.filter(inspection__in=readable, criterion__isnull=False)
    explanation = get_object_or_404(rows.select_related("criterion", "inspection"), pk=pk)
    inspection = readable_inspection(request, explanation.inspection_id)
    require(user, "explanation.judge", inspection)
    criterion = explanation.criterion
    assert criterion is not None
    entry = entry_of(inspection, criterion)
    assert entry is not None
    form = JudgeForm(request.POST, entry=entry, auto_id=f"j{criterion.pk}-%s")
    if not form.is_valid():
        return findings_page(request, inspection, {criterion.pk: form}, status=422)
    try:
        judge_explanation(
            explanation=explanation,
            verdict=form.verdict,
            corrected=form.corrected,
            reason=form.cleaned_data["reason"],
            actor=user,
            at=clock.now(),
        )
    except VerdictRefused as refusal:
        for box, words in refusal.errors.items():
            form.add_error(box if box in form.fields else "decision", words)
        return findings_page(request, inspection, {criterion.pk: form}, status=refusal.status)
    except Refused as refusal:
        return findings_page(request, inspection, refusal=refusal.message, status=refusal.status)
    messages.success(request, "Đã trả lời giải trình. Cơ quan đã được báo.")
    return redirect("inspection_findings", pk=inspection.pk)
