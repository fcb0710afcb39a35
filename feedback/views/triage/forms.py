"""A page of one form about a case."""

from collections.abc import Callable
from uuid import uuid4

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from core.errors import AccessRefused, Refused
from core.forms import FIELD
from feedback.models import FeedbackCase
from feedback.views.telling import tell
from feedback.views.triage.frame import desk_trail


def with_form(
    request: HttpRequest,
    form: Form,
    act: Callable[[], HttpResponse],
    template: str,
    *,
    case: FeedbackCase,
    title: str,
) -> HttpResponse:
    """Show the form, or on POST run ``act``; what was typed stays beside a refusal, with its status."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except AccessRefused:
                raise
            except Refused as refusal:
                tell(form, refusal)
                status = refusal.status
    here = reverse("triage_case", args=[case.pk])
    page = {
        "form": form,
        "case": case,
        "title": title,
        "trail": desk_trail((case.short, here), (title, "")),
        "back": here,
        "form_id": request.POST.get(FIELD) or uuid4(),
    }
    answer = render(request, template, page, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
