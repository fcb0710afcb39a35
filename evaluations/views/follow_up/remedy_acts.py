"""Answering a recommendation, and verifying the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from evaluations.actions.follow_up.answer import answer_recommendation
from evaluations.actions.follow_up.verify import VerificationRefused, verify_recommendation
from evaluations.forms.follow_up import AnswerForm, VerifyForm, pictures_in
from evaluations.views.follow_up.remedies import detail_page, visible_recommendation


@require_POST
def recommendation_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The owner says what was mended."""
    user: Any = request.user
    recommendation = visible_recommendation(request, pk)
    require(user, "remedy.answer", recommendation)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return detail_page(request, recommendation, answer=form, status=422)
    try:
        answer_recommendation(
            recommendation=recommendation,
            text=form.cleaned_data["text"],
            pictures=pictures_in(request.FILES),
            seen_version=form.cleaned_data["version"],
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return detail_page(request, recommendation, answer=form, status=refusal.status)
    messages.success(request, "Đã gửi báo cáo khắc phục. Đoàn kiểm tra đã được báo.")
    return redirect("recommendation_detail", pk=pk)


@require_POST
def recommendation_verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody who looked says what was mended."""
    user: Any = request.user
    recommendation = visible_recommendation(request, pk)
    require(user, "remedy.verify", recommendation)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return detail_page(request, recommendation, verify=form, status=422)
    data = form.cleaned_data
    try:
        verify_recommendation(
            recommendation=recommendation,
            move=data["move"],
            reason=data["reason"],
            due_on=data["due_on"],
            seen_version=data["version"],
            actor=user,
            at=clock.now(),
        )
    except VerificationRefused as refusal:
        for box, words in refusal.errors.items():
            form.add_error(box, words)
        return detail_page(request, recommendation, verify=form, status=refusal.status)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return detail_page(request, recommendation, verify=form, status=refusal.status)
    messages.success(request, "Đã ghi kết quả xác nhận. Cơ quan đã được báo.")
    return redirect("recommendation_detail", pk=pk)
