"""Handing out a photograph to those who may see the inspection that it belongs to, and to nobody else."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core import clock
from core.attachments import serve
from evaluations.models import Inspection, ObservationPhoto


@require_safe
def inspection_photo(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photograph in full."""
    return serve(request, _visible_photo(request, pk).attachment)


@require_safe
def inspection_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The photograph at 320 pixels."""
    return serve(request, _visible_photo(request, pk).attachment, small=True)


def _visible_photo(request: HttpRequest, pk: UUID) -> ObservationPhoto:
    user: Any = request.user
    visible = Inspection.objects.record_visible_to(user, clock.today())
    photos = ObservationPhoto.objects.filter(observation__inspection__in=visible)
    return get_object_or_404(photos.select_related("attachment"), attachment=pk)
