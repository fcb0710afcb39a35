"""What the pages of corrections share: finding one, the way back, whose figures a person may read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from evaluations.access.corrections import asks_for
from evaluations.enums import CorrectionState
from evaluations.gather.corrections.previews import Base, base_of
from evaluations.models import Correction, Period

CORRECTIONS = "Điều chỉnh"
STATE_KINDS = {
    CorrectionState.ASKED.value: "warn",
    CorrectionState.GRANTED.value: "ok",
    CorrectionState.REFUSED.value: "neutral",
}
Trail = Sequence[tuple[str, str]]


def visible_correction(request: HttpRequest, pk: UUID) -> Correction:
    """The correction if the person may see it, else 404."""
    user: Any = request.user
    rows = Correction.objects.visible_to(user, clock.today())
    return get_object_or_404(rows.select_related("period", "base", "asked_by", "decided_by"), pk=pk)


def trail(here: str, *between: tuple[str, str]) -> Trail:
    """The way back from a page below the list of corrections."""
    return [
        ("Kỳ đánh giá", reverse("period_list")),
        (CORRECTIONS, reverse("correction_list")),
        *between,
        (here, ""),
    ]


def title_of(correction: Correction) -> str:
    """What a correction is called: its period and cause."""
    return f"{correction.period.label}: {correction.get_cause_display().lower()}"


def seen_agencies(user: Any, period: Period) -> frozenset[int] | None:
    """The agencies whose figures the person may read in that period; None for every one."""
    if scope_of(user, clock.today()).has(Role.HOME_AFFAIRS, Role.LEADER, Role.INSPECTOR):
        return None
    return frozenset(asks_for(user, period) or ())


def base_or_404(period: Period) -> Base:
    """The newest snapshot of a closed period; a period that is open has none to correct."""
    base = base_of(period)
    if base is None:
        raise Http404
    return base


def agency_or_404(user: Any, period: Period, agency: int, base: Base) -> int:
    """An agency of the month for which the person may see what is to be corrected, else 404."""
    seen = seen_agencies(user, period)
    if agency not in base.by_id or (seen is not None and agency not in seen):
        raise Http404
    return agency
