"""The first page after signing in: straight to what a person comes for, or their places to choose from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.enums import Role
from agencies.models.scope import Scope, scope_of
from core import clock
from core.navigation import items_for


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """By role: the province's figures, the inspections, the agency's figures, the month's own form."""
    user: Any = request.user
    scope = scope_of(user, clock.today())
    if scope.has(Role.LEADER, Role.HOME_AFFAIRS):
        return redirect("province_dashboard")
    if scope.has(Role.INSPECTOR):
        return redirect("inspection_list")
    if led_agencies(scope):
        return redirect("my_agency")
    if scope.workplaces:
        return redirect("assessment_current")
    return render(
        request, "reporting/home.html", {"items": [item for item in items_for(request) if item.url != "/"]}
    )


@require_safe
def my_agency(request: HttpRequest) -> HttpResponse:
    """The dashboard of the agency that the reader heads; who heads several chooses."""
    user: Any = request.user
    led = led_agencies(scope_of(user, clock.today()))
    if not led:
        raise Http404("Không đứng đầu cơ quan nào.")
    return redirect("agency_dashboard", agency=led[0])


def led_agencies(scope: Scope) -> list[int]:
    """The rated agencies that the reader heads today, or heads by delegation."""
    held = (one for one in scope.roles if one.role == Role.AGENCY_HEAD and one.rated_agency_id)
    return sorted({one.rated_agency_id for one in held if one.rated_agency_id})
