"""The list of inspections that a person may see, by state, found by the name of the agency."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import AgencyVersion
from core import clock
from core.access import may
from core.dates import format_day
from core.http import page_or_part
from evaluations.enums import InspectionState
from evaluations.gather.inspections import with_agency_names
from evaluations.models import Inspection, TeamMember
from evaluations.models.inspections import InspectionQuerySet
from evaluations.views.inspections.finding import STATE_KINDS
from evaluations.views.inspections.ways import ways_for

PER_PAGE = 25


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    """Newest visits first."""
    user: Any = request.user
    state = request.GET.get("trang_thai", "")
    words = request.GET.get("q", "").strip()
    found = _named(Inspection.objects.visible_to(user, clock.today()), words)
    tabs = _tabs(found, state, words)
    if state in InspectionState.values:
        found = found.filter(state=state)
    team = TeamMember.objects.filter(inspection=OuterRef("pk"))
    leader = team.filter(role=TeamMember.TeamRole.LEADER).order_by("pk").values("user__display_name")
    shown = with_agency_names(found).annotate(
        is_own=Exists(team.filter(user=user)), leader=Subquery(leader[:1])
    )
    shown = shown.order_by("-visited_on", "-created_at", "id")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [_row(inspection) for inspection in page],
        "tabs": tabs,
        "q": words,
        "keep": [("trang_thai", state)] if state else [],
        "may_create": bool(may(user, "inspection.create")),
        "ways": ways_for(user),
    }
    return page_or_part(request, "inspections/list.html", "inspections/_list.html", context)


def _named(inspections: InspectionQuerySet, words: str) -> InspectionQuerySet:
    if not words:
        return inspections
    return inspections.filter(agency__in=AgencyVersion.objects.named(words).values("agency"))


def _tabs(inspections: InspectionQuerySet, chosen: str, words: str) -> list[dict[str, Any]]:
    """All states with their counts, in one query."""
    counts = inspections.aggregate(
        all=Count("pk"), **{state: Count("pk", Q(state=state)) for state in InspectionState.values}
    )
    tabs = [("", "Tất cả", counts["all"])]
    tabs += [(state, str(label), counts[state]) for state, label in InspectionState.choices]
    return [
        {"value": value, "label": label, "count": count, "chosen": value == chosen, "q": words or None}
        for value, label, count in tabs
        if count or value in ("", chosen)
    ]


def _row(inspection: Any) -> dict[str, Any]:
    recording = inspection.state == InspectionState.ON_SITE and inspection.is_own
    return {
        "agency": inspection.agency_name or inspection.agency_id,
        "url": reverse("inspection_detail", args=[inspection.pk]),
        "site_url": reverse("inspection_site", args=[inspection.pk]) if recording else "",
        "visited_on": format_day(inspection.visited_on),
        "mode": inspection.get_mode_display(),
        "order_number": inspection.order_number,
        "leader": inspection.leader or "chưa phân công",
        "state": inspection.get_state_display(),
        "kind": STATE_KINDS[inspection.state],
    }
