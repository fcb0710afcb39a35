"""The rankings that may be read, and for Home Affairs the closed periods still to be asked for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import page_of
from core import clock
from core.access import may
from core.dates import format_day, format_moment
from evaluations.enums import ReleaseState
from evaluations.models import PeriodSnapshot, RankingRelease
from reporting.views.release.frame import KINDS

WAITING = 12
"""So many closed periods are offered at once to be asked for."""


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    """Newest period first; open to everybody who signs in, each sees what they may."""
    user: Any = request.user
    visible = RankingRelease.objects.visible_to(user, clock.today()).current()
    rows = visible.select_related("snapshot__period").order_by("-snapshot__period__starts_on", "pk")
    page = page_of(request, rows, 24)
    waiting = []
    if may(user, "ranking.ask_release"):
        closed = PeriodSnapshot.objects.filter(replaced_by=None, release=None).select_related("period")
        waiting = [
            (one.period.label, reverse("release_ask", args=[one.period_id]))
            for one in closed.order_by("-period__starts_on", "pk")[: WAITING + 1]
        ]
    context = {
        "page": page,
        "rows": [_row(one) for one in page],
        "waiting": waiting[:WAITING],
        "more_waiting": len(waiting) > WAITING,
        "is_public": settings.PUBLIC_RESULTS,
    }
    return render(request, "reporting/release/list.html", context)


def _row(one: RankingRelease) -> dict[str, str]:
    state = ReleaseState(one.state)
    when = {
        ReleaseState.PREVIEW: f"xem trước đến hết {format_day(one.preview_until)}",
        ReleaseState.RELEASED: f"công bố {format_moment(one.released_at)}",
        ReleaseState.WITHDRAWN: f"rút {format_moment(one.withdrawn_at)}",
    }[state]
    return {
        "label": one.snapshot.period.label,
        "url": reverse("release_detail", args=[one.snapshot.period_id]),
        "facts": f"Bản chốt {one.snapshot.revision} · {when}",
        "ranked": f"{one.snapshot.agencies_ranked} cơ quan được xếp hạng",
        "state": state.label,
        "kind": KINDS[state],
    }
