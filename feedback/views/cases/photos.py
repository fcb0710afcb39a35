"""Photographs that triage let through, for who may see the case."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core import clock
from core.attachments import serve
from core.models import Attachment
from feedback.models import CasePhoto, FeedbackCase


@require_safe
def case_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photograph in full."""
    return serve(request, _visible(request, pk))


@require_safe
def case_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photograph at 320 pixels."""
    return serve(request, _visible(request, pk), small=True)


def _visible(request: HttpRequest, pk: UUID) -> Attachment:
    user: Any = request.user
    cases = FeedbackCase.objects.visible_to(user, clock.today())
    kept = CasePhoto.objects.filter(case__in=cases).values("attachment")
    return get_object_or_404(Attachment.objects.filter(pk__in=kept), pk=pk)
