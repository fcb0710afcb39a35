"""A person's own self-assessments: the month's form, its drafts and its submission, and the months before."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import require
from core.dates import format_day
from core.errors import Conflict, PeriodClosed, Refused
from evaluations.actions.assessments.save_draft import save_draft
from evaluations.actions.assessments.storing import EDITABLE
from evaluations.actions.assessments.submit import submit_assessment
from evaluations.forms.assessments import AssessmentData
from evaluations.gather.assessments.asking import before, demands_of, pattern_in
from evaluations.gather.assessments.owed import OwnForm, own_form, own_open_forms, own_open_month
from evaluations.gather.assessments.questions import sheet_of
from evaluations.models import SelfAssessment
from evaluations.rules.assessments.answers import Answers, read_answers
from evaluations.rules.assessments.drafts import read_draft
from evaluations.rules.assessments.patterns import WORDS, Pattern
from evaluations.views.assessments.page import Trouble, stored_page, typed_page
from evaluations.views.assessments.rows import state_words
from evaluations.views.assessments.speaking import (
    asks_to_sign_in,
    kept_form,
    refusal,
    require_same_person,
    wants_json,
)
from evaluations.views.owing.excused import excused_page, not_owed

MONTHS_PER_PAGE = 24


@require_GET
def assessment_current(request: HttpRequest) -> HttpResponse:
    """The one form that waits, without a further step; to the list when there are several or none."""
    forms = _waiting_forms(request)
    if len(forms) == 1:
        return stored_page(request, forms[0])
    return redirect("assessment_list")


@require_GET
def assessment_list(request: HttpRequest) -> HttpResponse:
    """What waits in open months, and the person's months so far, newest first."""
    months = own_open_month(request.user.staff_id or 0)
    waiting = _editable(months.forms)
    own = SelfAssessment.objects.visible_to(request.user, clock.today()).filter(staff=request.user.staff_id)
    sent = own.exclude(pk__in=[form.stored.pk for form in waiting if form.stored])
    rows = sent.select_related("period").defer("scores", "notes").order_by("-period__starts_on", "agency")
    page = Paginator(rows, MONTHS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "waiting": [_waiting(form) for form in waiting],
        "not_owed": not_owed(months, request.user.staff_id),
        "page": page,
        "rows": [(form, state_words(form, form.period)) for form in page],
    }
    return render(request, "assessments/list.html", context)


@require_GET
def assessment_waiting(request: HttpRequest) -> HttpResponse:
    """What waits, as a strip for the first pages of those whose home is not the form; empty when nothing."""
    waiting = [_waiting(form) for form in _waiting_forms(request)]
    return render(request, "assessments/_waiting.html", {"waiting": waiting})


def _waiting_forms(request: HttpRequest) -> list[OwnForm]:
    """The signed-in person's forms of open months that are not handed in."""
    staff_id = request.user.staff_id
    return _editable(own_open_forms(staff_id) if staff_id else [])


def _editable(forms: list[OwnForm]) -> list[OwnForm]:
    return [form for form in forms if form.stored is None or form.stored.state in EDITABLE]


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
    """The month's form; once sent it is read on its own page; where none is owed the page says why."""
    form = own_form(request.user.staff_id or 0, period_pk, agency_pk)
    if form is None:
        return excused_page(request, period_pk, agency_pk)
    stored = form.stored
    if stored is not None and (stored.state not in EDITABLE or not form.period.is_open):
        return redirect("assessment_detail", stored.pk)
    if not form.period.is_open:
        raise PeriodClosed
    return stored_page(request, form)


@asks_to_sign_in("assessment_edit")
@require_GET
def assessment_kept(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """What is stored, for the form's script: after signing in again, and when another tab was faster."""
    return JsonResponse(kept_form(request, _own_form(request, period_pk, agency_pk)))


@asks_to_sign_in("assessment_edit")
@require_POST
def assessment_save(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Keep a draft: by the script as the person goes, or by the button."""
    form = _own_form(request, period_pk, agency_pk)
    require(request.user, "assessment.submit", form)
    data = AssessmentData.read(request.POST)
    draft = read_draft(sheet_of(form.criteria_set_id, form.applies), data.texts, data.notes)
    try:
        require_same_person(request)
        row = save_draft(form=form, form_id=data.form_id, version=data.version, answers=draft.answers)
    except Refused as error:
        return _refused(request, form, data, error)
    if wants_json(request):
        return _saved(request, form, row, draft.refused)
    if draft.refused:
        stored = data.saved_as(row.pk, row.version)
        return typed_page(request, form, stored, Trouble(errors=draft.refused))
    messages.success(request, "Đã lưu nháp. Phiếu chưa nộp; chỉ mình bạn thấy.")
    return redirect("assessment_edit", period_pk, agency_pk)


def _saved(request: HttpRequest, form: OwnForm, row: SelfAssessment, refused: dict[int, str]) -> JsonResponse:
    """The new version; before submitting (``check``) also what the form looks like, for its person alone."""
    answer: dict[str, Any] = {"version": row.version}
    if request.POST.get("check"):
        pattern = pattern_in(form, row.scores, before(form))
        answer["pattern"] = WORDS[pattern] if pattern else ""
    if refused:
        answer["errors"] = refused
    return JsonResponse(answer, status=422 if refused else 200)


@asks_to_sign_in("assessment_edit")
@require_POST
def assessment_submit(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """Submit the form; what is missing or wrong is said beside its question, and nothing typed is lost."""
    form = _own_form(request, period_pk, agency_pk)
    require(request.user, "assessment.submit", form)
    data = AssessmentData.read(request.POST)
    answers, pattern = _read(form, data)
    if not answers.is_valid:
        return typed_page(request, form, data, Trouble(errors=answers.errors, form_error=answers.form_error))
    if pattern and request.POST.get("ask"):
        return typed_page(request, form, data, Trouble(pattern=pattern))
    try:
        require_same_person(request)
        row = submit_assessment(
            form=form,
            form_id=data.form_id,
            version=data.version,
            answers=answers,
            actor=request.user,
            at=clock.now(),
        )
    except Refused as error:
        return _refused(request, form, data, error)
    return redirect("assessment_detail", row.pk)


def _read(form: OwnForm, data: AssessmentData) -> tuple[Answers, Pattern | None]:
    """The answers with what they must come with, and what the form as a whole looks like."""
    answers = read_answers(sheet_of(form.criteria_set_id, form.applies), data.texts, data.notes)
    earlier = before(form)
    demands_of(form, earlier).ask(answers)
    return answers, pattern_in(form, answers.scores, earlier)


def _refused(request: HttpRequest, form: OwnForm, data: AssessmentData, error: Refused) -> HttpResponse:
    """A refusal with everything that was typed, beside what is stored by now."""
    now = own_form(form.staff_id, form.period.pk, form.agency_id) or form
    if wants_json(request):
        kept = kept_form(request, now) if isinstance(error, Conflict | PeriodClosed) else None
        return refusal(error, kept=kept)
    return typed_page(request, now, data, Trouble(refused=error))


def _own_form(request: HttpRequest, period_pk: int, agency_pk: int) -> OwnForm:
    """The signed-in person's form; 404 for a month or an agency in which they owe none."""
    staff_id = request.user.staff_id
    form = own_form(staff_id, period_pk, agency_pk) if staff_id else None
    if form is None:
        raise Http404
    return form
