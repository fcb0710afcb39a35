"""What the pages of the desk share: the way back, the trays, a case that the person holds the key to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from core.numbers import format_integer
from feedback.gather.triage import DeskCounts
from feedback.models import FeedbackCase
from feedback.views.vaults.frame import trail

DESK = "Bàn đọc phản ánh"
TRAYS = (
    ("triage_list", "Chờ đọc", "to_read"),
    ("triage_ready_list", "Chờ đợt gửi", "ready"),
    ("triage_suspects", "Nghi gửi dồn dập", "suspects"),
    ("triage_messages", "Lời bổ sung", "messages"),
    ("triage_remarks", "Góp ý kèm đánh giá", "remarks"),
    ("triage_remark_suspects", "Góp ý nghi dồn dập", "suspect_remarks"),
    ("triage_handings", "Bàn giao liên hệ", "handings"),
)


def desk_trail(*below: tuple[str, str]) -> Sequence[tuple[str, str]]:
    """The way back to the desk."""
    return trail((DESK, reverse("triage_list") if below else ""), *below)


def trays(counts: DeskCounts, here: str) -> list[dict[str, Any]]:
    """Every tray with how much waits in it; ``here`` is the address name of the page itself."""
    return [
        {
            "label": label,
            "url": reverse(name),
            "count": format_integer(getattr(counts, field)),
            "is_here": name == here,
        }
        for name, label, field in TRAYS
    ]


def visible_case(request: HttpRequest, pk: UUID) -> FeedbackCase:
    """The case if the person holds the key to its words and stands outside the agency, else 404."""
    user: Any = request.user
    cases = FeedbackCase.objects.sealed_for(user, clock.today()).select_related("vault")
    return get_object_or_404(cases, pk=pk)
