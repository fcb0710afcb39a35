"""One form before its head: the three columns, the manager's part, the decision, the return."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.access import may, require
from core.errors import Conflict, Refused
from core.numbers import format_points
from evaluations.actions.reviews.return_form import return_assessment
from evaluations.actions.reviews.review import manage_assessment, review_assessment
from evaluations.forms.reviews import ReviewData
from evaluations.gather.assessments.asking import files_of
from evaluations.gather.assessments.questions import sheet_of
from evaluations.gather.reviews.one_form import FormBefore, form_before
from evaluations.models import ManagerReview, SelfAssessment
from evaluations.rules.assessments.answers import MAX_NOTE, Applicability
from evaluations.rules.assessments.reviewing import LONGEST_NOTE, ReviewRead, read_review
from evaluations.views.assessments.rows import state_words
from evaluations.views.reviews.lists import (
    Chosen,
    chosen,
    form_address,
    list_address,
    neighbours,
)
from evaluations.views.reviews.looking import note_look
from evaluations.views.reviews.rows import judged


@require_GET
def review_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One form with its three columns; where it is the user's turn, with what they may put in theirs."""
    form = visible_form(request, pk)
    require(request.user, "assessment.judge", form)
    note_look(request, form)
    return _page(request, form_before(request.user, form), None, ReviewRead())


@require_POST
def review_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide the form, or give the manager's column where the decision is another's."""
    form = visible_form(request, pk)
    require(request.user, "assessment.judge", form)
    data = ReviewData.read(request.POST)
    decides = bool(may(request.user, "assessment.review", form))
    read = _read(form, data, decides=decides)
    if not read.is_valid or data.note_error:
        return _page(request, form_before(request.user, form), data, read, status=422)
    # The list is worked out before the form leaves it.
    listed = chosen(request, form.period)
    after = neighbours(listed, form.pk).after
    filled: dict[str, Any] = {
        "assessment": form,
        "version": data.version,
        "read": read,
        "note": data.note,
        "actor": request.user,
        "at": clock.now(),
    }
    try:
        if decides:
            review_assessment(**filled, state=data.state)
            said = f"Đã quyết định phiếu của {form.staff.full_name}."
        else:
            manage_assessment(**filled)
            said = f"Đã nhận xét phiếu của {form.staff.full_name}; chờ thủ trưởng quyết định."
    except Conflict as conflict:
        # What was typed stays on screen, over the form as it is now.
        current = form_before(request.user, visible_form(request, pk))
        return _page(request, current, data, read, refusal=conflict.message, status=409)
    messages.success(request, said)
    return redirect(_onward(request, listed, after))


def _read(form: SelfAssessment, data: ReviewData, *, decides: bool) -> ReviewRead:
    """The head starts from what stands: a decision from the manager's column."""
    sheet = sheet_of(form.criteria_set_id, Applicability.from_flags(form.applies))
    manager = ManagerReview.objects.filter(pk=form.pk).first() if decides else None
    return read_review(sheet, form.scores, data.texts, data.reasons, manager and manager.changes)


def _onward(request: HttpRequest, listed: Chosen, after: UUID | None) -> str:
    """To the next form of the list for whoever goes through it, else back to the list."""
    if "next" in request.POST and after is not None:
        return form_address(after, listed)
    return list_address(listed)


@require_POST
def review_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the form back with a note of what to change."""
    form = visible_form(request, pk)
    require(request.user, "assessment.return", form)
    data = ReviewData.read(request.POST)
    listed = chosen(request, form.period)
    after = neighbours(listed, form.pk).after
    try:
        return_assessment(
            assessment=form,
            version=data.version,
            note=data.note,
            actor=request.user,
            at=clock.now(),
            state=data.state,
        )
    except Refused as refusal:
        if refusal.status != 400:
            raise
        before = form_before(request.user, form)
        return _page(request, before, data, ReviewRead(), note_error=refusal.message, status=422)
    messages.success(request, f"Đã trả lại phiếu của {form.staff.full_name} kèm lời nhắn.")
    return redirect(_onward(request, listed, after))


def visible_form(request: HttpRequest, pk: UUID) -> SelfAssessment:
    """A form that the user sees: 404 otherwise."""
    visible = SelfAssessment.objects.visible_to(request.user, clock.today())  # type: ignore[arg-type]
    return get_object_or_404(visible.select_related("period", "staff", "agency", "unit"), pk=pk)


def _page(
    request: HttpRequest,
    before: FormBefore,
    data: ReviewData | None,
    read: ReviewRead,
    *,
    note_error: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    form = before.form
    listed = chosen(request, form.period)
    around = neighbours(listed, form.pk)
    sections = judged(before, data, read, files_of(form))
    rows = [row for section in sections for row in section.rows]
    columns = before.columns
    context = {
        "form": form,
        "before": before,
        "words": state_words(form, form.period),
        "sections": sections,
        "wrong": [row for row in rows if row.error],
        "note": data.note if data else "",
        "note_error": note_error or (data.note_error if data else ""),
        "refusal": refusal,
        "reasons_kept": [text for text in data.reasons.values() if text.strip()] if data and refusal else [],
        "max_note": MAX_NOTE,
        "longest_note": LONGEST_NOTE,
        "move": before.move if form.period.is_open else "",
        "points": {
            "own": format_points(before.points_of(columns.own)),
            "manager": format_points(before.points_of(columns.manager)),
            "authority": format_points(before.points_of(columns.authority)),
        },
        "listed": listed,
        "around": around,
        "before_url": form_address(around.before, listed) if around.before else "",
        "after_url": form_address(around.after, listed) if around.after else "",
        "list_url": list_address(listed),
        "may_return": form.period.is_open
        and bool(before.move)
        and may(request.user, "assessment.return", form),
        "crumbs": [("Nhận xét phiếu", list_address(listed)), (form.staff.full_name, "")],
    }
    return render(request, "reviews/detail.html", context, status=status)
