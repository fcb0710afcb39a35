"""Finding the inspection that an address names, for the person who asks."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core import clock
from evaluations.gather.inspections import with_agency_names
from evaluations.models import Inspection

STATE_KINDS = {
    "draft": "neutral",
    "on_site": "info",
    "minuted": "info",
    "reported": "info",
    "concluded": "ok",
    "lapsed": "none",
    "cancelled": "none",
}
SEVERITY_KINDS = {"none": "neutral", "minor": "warn", "major": "bad", "critical": "bad"}


def visible_inspection(request: HttpRequest, pk: UUID) -> Any:
    """The inspection with ``agency_name`` if the person may see it, else 404."""
    user: Any = request.user
    visible = with_agency_names(Inspection.objects.visible_to(user, clock.today()))
    return get_object_or_404(visible.select_related("created_by", "period"), pk=pk)
