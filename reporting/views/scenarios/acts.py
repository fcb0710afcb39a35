"""Computing a scenario again on today's figures, and deleting it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from reporting.actions import delete_scenario, recompute_scenario
from reporting.views.scenarios.frame import visible_scenario


@require_POST
def scenario_recompute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Compute it again; the figures of today stand from then on. Only whoever made it may."""
    user: Any = request.user
    scenario = visible_scenario(request, pk)
    require(user, "scenario.recompute", scenario)
    recompute_scenario(scenario=scenario, actor=user, at=clock.now())
    messages.success(request, "Đã tính lại phương án trên số liệu hiện nay.")
    return redirect("scenario_detail", pk=pk)


@require_POST
def scenario_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove it; only whoever made it may."""
    user: Any = request.user
    scenario = visible_scenario(request, pk)
    require(user, "scenario.delete", scenario)
    delete_scenario(scenario=scenario, actor=user, at=clock.now())
    messages.success(request, f"Đã xóa phương án “{scenario.name}”.")
    return redirect("scenario_list")
