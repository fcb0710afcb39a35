"""Handing out pictures of explanations and remedies to those who may read what they belong to."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core import clock
from core.attachments import serve
from core.models import Attachment
from evaluations.models import ExplanationFile, Inspection, Recommendation, RemedyFile


@require_safe
def follow_up_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture in full."""
    return serve(request, _visible(request, pk))


@require_safe
def follow_up_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture at 320 pixels."""
    return serve(request, _visible(request, pk), small=True)


def _visible(request: HttpRequest, pk: UUID) -> Attachment:
    user: Any = request.user
    today = clock.today()
    readable = Inspection.objects.record_visible_to(user, today)
    explained = ExplanationFile.objects.filter(explanation__inspection__in=readable)
    mended = RemedyFile.objects.filter(recommendation__in=Recommendation.objects.visible_to(user, today))
    held = Q(pk__in=explained.values("attachment")) | Q(pk__in=mended.values("attachment"))
    return get_object_or_404(Attachment.objects.filter(held), pk=pk)
