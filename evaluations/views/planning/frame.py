"""What the pages of planning share: finding plan and line, a form's page, a refusal beside what was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core import clock
from core.errors import Refused
from evaluations.gather.planning.plan_lines import with_names
from evaluations.models import InspectionPlan, PlanLine

PLANS = "Kế hoạch kiểm tra"
Trail = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormWords:
    """What stands around a form: title, what it is about, its button, where the way back leads."""

    title: str
    button: str
    back: str
    trail: Trail
    lead: str = ""
    notes: Sequence[str] = field(default_factory=tuple)
    symbol: str = "check"


def visible_plan(request: HttpRequest, pk: UUID) -> InspectionPlan:
    """The plan if the person may see it, else 404."""
    user: Any = request.user
    return get_object_or_404(InspectionPlan.objects.visible_to(user, clock.today()), pk=pk)


def visible_line(request: HttpRequest, pk: UUID) -> Any:
    """The line with ``agency_name`` and its plan if the person may see it, else 404."""
    user: Any = request.user
    visible = PlanLine.objects.visible_to(user, clock.today()).select_related("plan", "agency")
    return get_object_or_404(with_names(visible), pk=pk)


def plan_trail(plan: InspectionPlan, here: str) -> Trail:
    """The way back from a page below a plan."""
    return [
        ("Kiểm tra", reverse("inspection_list")),
        (PLANS, reverse("plan_list")),
        (plan.title, reverse("plan_detail", args=[plan.pk])),
        (here, ""),
    ]


def page_trail(label: str, *between: tuple[str, str]) -> Trail:
    """The way back from a page of planning to the list of inspections."""
    return [("Kiểm tra", reverse("inspection_list")), *between, (label, "")]


def with_form(
    request: HttpRequest,
    form: Form,
    words: FormWords,
    act: Callable[[], HttpResponse],
    template: str = "planning/form.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, or on POST run ``act``; what was typed stays beside a refusal, with its status."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    page = {"form": form, "words": words, "form_id": request.POST.get("form_uuid", ""), **context}
    return render(request, template, page, status=status)
