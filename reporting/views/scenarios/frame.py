"""What the pages of scenarios share: finding one, the way back, the month that is shown."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from core.dates import format_month
from reporting.gather.scenarios import TriedMonth
from reporting.models import Scenario

SCENARIOS = "Phương án giả định"
MONTH = "ky"


def visible_scenario(request: HttpRequest, pk: UUID) -> Scenario:
    """The scenario if the person may read it, else 404."""
    user: Any = request.user
    visible = Scenario.objects.visible_to(user, clock.today()).select_related("owner")
    return get_object_or_404(visible, pk=pk)


def trail(here: str = "") -> list[tuple[str, str]]:
    """The way back from a page of scenarios to the province's figures."""
    whole = ("Toàn tỉnh", reverse("province_dashboard"))
    if not here:
        return [whole, (SCENARIOS, "")]
    return [whole, (SCENARIOS, reverse("scenario_list")), (here, "")]


def shown_month(months: Sequence[TriedMonth], asked: str) -> TriedMonth:
    """The month asked for by its first day, else the latest; Http404 for another."""
    if not asked:
        return months[-1]
    for one in months:
        if one.starts_on.isoformat() == asked:
            return one
    raise Http404("Phương án không thử trên tháng này.")


def window_of(scenario: Scenario) -> str:
    """ "11/2026", or "12/2025 – 11/2026"."""
    first, last = (pin[1] for pin in (scenario.pins[0], scenario.pins[-1]))
    if first == last:
        return _month(first)
    return f"{_month(first)} – {_month(last)}"


def _month(day: str) -> str:
    return format_month(date.fromisoformat(day))


def last_day(month: TriedMonth) -> date:
    """The last day of a month, on which agencies are named."""
    return clock.next_month(month.starts_on) - timedelta(days=1)
