"""A person's own self-assessments: the month's form, its drafts and its submission, and the months before."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import require
from core.dates import format_day
from core.errors import PeriodClosed
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.forms.assessments import AssessmentData
from evaluations.gather.owed import OwnForm, own_form, own_open_forms
from evaluations.gather.questions import questions_for, sheet_of
from evaluations.models import Review, SelfAssessment
from evaluations.rules.answers import MAX_NOTE, read_answers
from evaluations.rules.drafts import read_draft
from evaluations.views.assessment_rows import answered, asked, state_words, stored_texts

MONTHS_PER_PAGE = 24


@require_GET
def assessment_current(request: HttpRequest) -> HttpResponse:
    """To the one form that waits; to the list when there are several or none."""
    staff_id = request.user.staff_id
    forms = own_open_forms(staff_id) if staff_id else []
    waiting = [form for form in forms if form.stored is None or form.stored.state in EDITABLE]
    if len(waiting) == 1:
        return redirect("assessment_edit", waiting[0].period.pk, waiting[0].agency_id)
    return redirect("assessment_list")


@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """What waits in open months, and the person's months so far, newest first."""
    staff_id = request.user.staff_id
    forms = own_open_forms(staff_id) if staff_id else []
    waiting = [form for form in forms if form.stored is None or form.stored.state in EDITABLE]
    own = SelfAssessment.objects.visible_to(request.user, clock.today()).filter(staff=staff_id)
    sent = own.exclude(pk__in=[form.stored.pk for form in waiting if form.stored])
    rows = sent.select_related("period").defer("scores", "notes").order_by("-period__starts_on", "agency")
    page = Paginator(rows, MONTHS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "waiting": [_waiting(form) for form in waiting],
        "page": page,
        "rows": [(form, state_words(form, form.period)) for form in page],
    }
    return render(request, "assessments/list.html", context)


def _waiting(form: OwnForm) -> dict[str, Any]:
    today = clock.today()
    return {
        "form": form,
        "words": state_words(form.stored, form.period) if form.stored else None,
        "due": format_day(form.period.self_due_on),
        "overdue": today > form.period.self_due_on,
        "days_left": (form.period.self_due_on - today).days,
    }


@require_GET
def assessment_edit(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The month's form; once sent it is read on its own page."""
    form = _own_form(request, period_pk, agency_pk)
    stored = form.stored
    if stored is not None and (stored.state not in EDITABLE or not form.period.is_open):
        return redirect("assessment_detail", stored.pk)
    if not form.period.is_open:
        raise PeriodClosed
    texts, notes = stored_texts(stored)
    returned = (
        Review.objects.filter(assessment=stored.pk).select_related("reviewer").first() if stored else None
    )
    return _form_page(request, form, texts, notes, {}, extra={"returned": returned})


@require_POST
def assessment_save(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Keep a draft: by the script as the person goes, or by the button."""
    form = _own_form(request, period_pk, agency_pk)
    require(request.user, "assessment.submit", form)
    data = AssessmentData.read(request.POST)
    answers = read_draft(sheet_of(form.criteria_set_id, form.applies), data.texts, data.notes)
    row = save_draft(form=form, form_id=data.form_id, version=data.version, answers=answers)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"version": row.version})
    messages.success(request, "Đã lưu nháp. Phiếu chưa nộp; chỉ mình bạn thấy.")
    return redirect("assessment_edit", period_pk, agency_pk)


@require_POST
def assessment_submit(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Submit the form; what is missing or wrong is said beside its question, and nothing typed is lost."""
    form = _own_form(request, period_pk, agency_pk)
    require(request.user, "assessment.submit", form)
    data = AssessmentData.read(request.POST)
    answers = read_answers(sheet_of(form.criteria_set_id, form.applies), data.texts, data.notes)
    if not answers.is_valid:
        return _form_page(request, form, data.texts, data.notes, answers.errors, data=data, status=422)
    row = submit_assessment(
        form=form,
        form_id=data.form_id,
        version=data.version,
        answers=answers,
        actor=request.user,
        at=clock.now(),
    )
    return redirect("assessment_detail", row.pk)


@require_GET
def assessment_detail(request: HttpRequest, pk: str) -> HttpResponse:
    """A form as it stands, own answers beside the head's, with every reason."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())
    form = get_object_or_404(visible.select_related("period", "staff"), pk=pk)
    review = Review.objects.filter(assessment=form).select_related("reviewer").first()
    sections = answered(form, review)
    own = form.staff_id == request.user.staff_id
    context = {
        "form": form,
        "words": state_words(form, form.period),
        "review": review,
        "is_own": own,
        "can_edit": own and form.state in EDITABLE and form.period.is_open,
        "changed": sum(1 for section in sections for row in section.rows if row.direction),
        "sections": sections,
        "crumbs": [
            _way_back(own),
            (form.period.label, ""),
        ],
    }
    return render(request, "assessments/detail.html", context)


def _way_back(own: bool) -> tuple[str, str]:
    """The person came from their months, a head from the list of the unit."""
    label, name = ("Phiếu của tôi", "assessment_list") if own else ("Nhận xét phiếu", "review_list")
    return label, reverse(name)


def _own_form(request: HttpRequest, period_pk: int, agency_pk: int) -> OwnForm:
    """The signed-in person's form; 404 for a month or an agency in which they owe none."""
    staff_id = request.user.staff_id
    form = own_form(staff_id, period_pk, agency_pk) if staff_id else None
    if form is None:
        raise Http404
    return form


def _form_page(
    request: HttpRequest,
    form: OwnForm,
    texts: dict[int, str],
    notes: dict[int, str],
    errors: dict[int, str],
    *,
    data: AssessmentData | None = None,
    extra: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    sections = asked(questions_for(form.criteria_set_id, form.applies), texts, notes, errors)
    rows = [row for section in sections for row in section.rows]
    form_id = data.form_id if data else form.stored.pk if form.stored else None
    context = {
        "form": form,
        "form_id": form_id,
        "version": data.version if data else form.stored.version if form.stored else 0,
        "sections": sections,
        "asked": len(rows),
        "done": sum(1 for row in rows if row.text),
        "wrong": [row for row in rows if row.error],
        "max_note": MAX_NOTE,
        "overdue": clock.today() > form.period.self_due_on,
        "due": format_day(form.period.self_due_on),
        "returned": None,
    }
    return render(request, "assessments/edit.html", context | (extra or {}), status=status)
