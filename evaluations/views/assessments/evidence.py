"""Evidence of a form: added and taken off by its person, read by whoever may read the form."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.access import require
from core.attachments import JPEG, PDF, serve
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.assessments.evidence import (
    LONGEST_CAPTION,
    MOST_EACH,
    EvidenceRefused,
    attach_evidence,
    remove_evidence,
)
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.forms.assessments import whole_number
from evaluations.gather.assessments.asking import files_of
from evaluations.gather.assessments.questions import questions_for
from evaluations.models import AssessmentEvidence, SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.assessments.answers import Applicability
from evaluations.views.assessments.speaking import asks_to_sign_in, refusal, require_same_person, wants_json
from evaluations.views.reviews.looking import note_look

NO_FILE = "Chưa chọn tệp. Hãy chọn ảnh hoặc tệp PDF rồi gửi."


@asks_to_sign_in("assessment_evidence")
@require_http_methods(["GET", "POST"])
def assessment_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """GET: the files of a form by criterion, with a box to add one. POST: add one."""
    form = _visible_form(request, pk)
    require(request.user, "assessment.attach", form)
    if request.method == "GET":
        return _page(request, form)
    try:
        made = _attach(request, form)
    except Refused as error:
        return refusal(error) if wants_json(request) else _page(request, form, error)
    if wants_json(request):
        return JsonResponse(_as_json(made))
    messages.success(request, "Đã đính kèm minh chứng.")
    return redirect("assessment_evidence", form.pk)


def _attach(request: HttpRequest, form: SelfAssessment) -> AssessmentEvidence:
    require_same_person(request)
    file = request.FILES.get("file")
    if file is None:
        raise EvidenceRefused(NO_FILE)
    return attach_evidence(
        evidence_id=form_uuid(request.POST),
        assessment=form,
        position=whole_number(request.POST, "position"),
        file=file,
        caption=request.POST.get("caption", ""),
        actor=request.user,
        at=clock.now(),
    )


def _as_json(made: AssessmentEvidence) -> dict[str, str | bool]:
    return {
        "url": reverse("evidence_file", args=[made.pk]),
        "remove": reverse("evidence_remove", args=[made.pk]),
        "is_paper": made.attachment.content_type == PDF,
        "caption": made.caption,
    }


def _page(request: HttpRequest, form: SelfAssessment, error: Refused | None = None) -> HttpResponse:
    files = files_of(form)
    groups = questions_for(form.criteria_set_id, Applicability.from_flags(form.applies))
    context = {
        "form": form,
        "can_change": form.state in EDITABLE and form.period.is_open,
        "groups": [
            (group, [(one, files.get(one.position, [])) for one in group.questions]) for group in groups
        ],
        "error": error,
        "chosen": request.POST.get("position") or request.GET.get("tieu-chi", ""),
        "caption": request.POST.get("caption", ""),
        "most_each": MOST_EACH,
        "longest": LONGEST_CAPTION,
        "count": sum(len(held) for held in files.values()),
    }
    return render(request, "assessments/evidence.html", context, status=error.status if error else 200)


@require_POST
def evidence_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file off an unsent form."""
    evidence = _visible_evidence(request, pk)
    require(request.user, "assessment.attach", evidence.assessment)
    try:
        require_same_person(request)
        remove_evidence(evidence=evidence, actor=request.user, at=clock.now())
    except Refused as error:
        return refusal(error) if wants_json(request) else _page(request, evidence.assessment, error)
    if wants_json(request):
        return JsonResponse({})
    messages.success(request, "Đã gỡ minh chứng.")
    return redirect("assessment_evidence", evidence.assessment_id)


@require_GET
def evidence_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file itself: a picture to look at (small with ``?nho``), a PDF to keep."""
    found = _visible_evidence(request, pk)
    attachment = found.attachment
    note_look(request, found.assessment, "evidence")
    return serve(request, attachment, small="nho" in request.GET and attachment.content_type == JPEG)


def _visible_form(request: HttpRequest, pk: UUID) -> SelfAssessment:
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())
    return get_object_or_404(visible.select_related("period", "staff"), pk=pk)


def _visible_evidence(request: HttpRequest, pk: UUID) -> AssessmentEvidence:
    """Evidence of a form that the user may read, 404 otherwise; of a returned one its person alone."""
    user: Any = request.user
    forms = SelfAssessment.objects.visible_to(user, clock.today())
    forms = forms.filter(Q(staff=user.staff_id) | Q(state__in=SENT_STATES))
    rows = AssessmentEvidence.objects.filter(assessment__in=forms)
    return get_object_or_404(rows.select_related("attachment", "assessment__period"), pk=pk)
