"""What is said about a form in its three boxes: a word back, an appeal, a request to open it again."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.assessments.appeal import appeal
from evaluations.actions.assessments.reply import reply_to_review
from evaluations.actions.reviews.reopen import ask_reopen
from evaluations.models import SelfAssessment
from evaluations.views.assessments.detail import Typed, detail_page
from evaluations.views.reviews.forms import visible_form


class Said(NamedTuple):
    """One text about one form, as its action takes it."""

    form_id: UUID
    form: SelfAssessment
    text: str
    actor: Any


@require_POST
def assessment_reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person's word about what the heads wrote."""
    form = visible_form(request, pk)
    require(request.user, "assessment.reply", form)
    return _say(request, form, "reply", _reply) or redirect(f"{_own_page(form)}#y-kien")


@require_POST
def appeal_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person petitions the deciding authority."""
    form = visible_form(request, pk)
    require(request.user, "appeal.ask", form)
    return _say(request, form, "appeal", _appeal) or redirect(f"{_own_page(form)}#kien-nghi")


@require_POST
def reopen_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The person, or a head of theirs, asks for the decided form to be opened again."""
    form = visible_form(request, pk)
    require(request.user, "assessment.ask_reopen", form)
    refused = _say(request, form, "reopen", _ask_reopen)
    if refused:
        return refused
    if form.staff_id == request.user.staff_id:
        return redirect(f"{_own_page(form)}#mo-lai")
    messages.success(request, "Đã gửi đề nghị mở lại phiếu; người khác có quyền sẽ quyết định.")
    return redirect("review_detail", form.pk)


def _say(
    request: HttpRequest, form: SelfAssessment, box: str, act: Callable[[Said], object]
) -> HttpResponse | None:
    """Do it; the page with everything typed and the reason where it is refused."""
    text = request.POST.get("text", "")
    try:
        act(Said(form_uuid(request.POST), form, text, request.user))
    except Refused as error:
        return detail_page(request, form, Typed(box, text, error, request.POST.get("form_uuid", "")))
    return None


def _reply(said: Said) -> object:
    return reply_to_review(
        form_id=said.form_id, assessment=said.form, text=said.text, actor=said.actor, at=clock.now()
    )


def _appeal(said: Said) -> object:
    return appeal(
        form_id=said.form_id, assessment=said.form, reason=said.text, actor=said.actor, at=clock.now()
    )


def _ask_reopen(said: Said) -> object:
    return ask_reopen(
        form_id=said.form_id, assessment=said.form, reason=said.text, actor=said.actor, at=clock.now()
    )


def _own_page(form: SelfAssessment) -> str:
    return reverse("assessment_detail", args=[form.pk])
