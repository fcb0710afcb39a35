"""What the pages of the desk share: which case, its state in words, refusals beside the boxes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from feedback.models import FeedbackCase

HOME = "Phản ánh, kiến nghị"
KINDS = {
    "released": "warn",
    "assigned": "info",
    "answered": "ok",
    "merged": "none",
    "handed": "none",
    "refused": "none",
}
"""The badge of each state."""
VERDICT_KINDS = {"verified": "bad", "partly": "warn", "unfounded": "ok", "unclear": "none"}
Trail = list[tuple[str, str]]


def trail_to(*below: tuple[str, str]) -> Trail:
    """The way back to the register of cases."""
    return [(HOME, reverse("case_list")), *below]


def visible_case(request: HttpRequest, pk: UUID) -> FeedbackCase:
    """The released case if the person may see it, else 404."""
    user: Any = request.user
    visible = FeedbackCase.objects.visible_to(user, clock.today())
    return get_object_or_404(visible.select_related("merged_into", "split_from", "verdict_by"), pk=pk)
