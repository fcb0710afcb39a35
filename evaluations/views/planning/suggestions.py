"""Whom to look at first, each point of risk with its reason; a person picks (feature 26)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import page_of
from core import clock
from core.access import require
from core.dates import format_day
from evaluations.enums import LineState
from evaluations.gather.planning.suggestions import Suggestion
from evaluations.gather.planning.suggestions import suggestions as ranked
from evaluations.models import InspectionPlan, PlanLine
from evaluations.models.planning import workplaces_of
from evaluations.rules.planning.risk import NEVER_SEEN, WEIGHTS
from evaluations.views.planning.coverage import GROUPS, group_tabs
from evaluations.views.planning.frame import page_trail
from evaluations.views.planning.plan import QUARTERS

PER_PAGE = 25


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Agencies by risk, with what speaks for each and whether the plan has it already."""
    user: Any = request.user
    require(user, "inspection_plan.change")
    today = clock.today()
    every = ranked(today)
    chosen = request.GET.get("nhom", "")
    found = [one for one in every if chosen not in GROUPS or one.version.comparison_group == chosen]
    page = page_of(request, found, PER_PAGE)
    plan = InspectionPlan.objects.visible_to(user, today).order_by("-year", "-created_at", "pk").first()
    lines = PlanLine.objects.visible_to(user, today).filter(plan=plan).exclude(state=LineState.DROPPED)
    planned = dict(lines.order_by("-quarter", "pk").values_list("agency", "quarter")) if plan else {}
    own = set(workplaces_of(user, today))
    context = {
        "trail": page_trail("Gợi ý kiểm tra theo rủi ro"),
        "tabs": group_tabs([one.version.comparison_group for one in every], chosen),
        "page": page,
        "rows": [_row(one, plan, planned, own) for one in page],
        "plan": plan,
        "weights": [(weight.label, weight.explained, weight.most) for weight in WEIGHTS.values()],
        "never_seen": NEVER_SEEN,
    }
    return render(request, "planning/suggestions.html", context)


def _row(
    one: Suggestion, plan: InspectionPlan | None, planned: dict[int, int], own: set[int]
) -> dict[str, Any]:
    agency_id = one.version.agency_id
    quarter = planned.get(agency_id)
    reason = "; ".join(reason.text for reason in one.risk.reasons)
    query = urlencode({"co_quan": agency_id, "ly_do": f"Rủi ro {one.risk.points} điểm: {reason}"})
    free = plan is not None and quarter is None and agency_id not in own
    return {
        "name": one.version.name,
        "group": GROUPS.get(one.version.comparison_group, ""),
        "last": f"Kiểm tra gần nhất {format_day(one.last)}" if one.last else "",
        "points": one.risk.points,
        "reasons": one.risk.reasons,
        "planned": f"Đã có trong kế hoạch ({QUARTERS[str(quarter)]})" if quarter else "",
        "url": f"{reverse('line_create', args=[plan.pk])}?{query}" if free and plan else "",
    }
