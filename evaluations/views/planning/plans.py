"""Plans: the list, a new one, and its issue."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.parameters import page_of
from core import clock
from core.access import may, require
from core.dates import format_day
from core.forms import form_uuid
from core.numbers import format_integer
from evaluations.actions.planning import create_plan, issue_plan
from evaluations.enums import PlanState
from evaluations.forms.planning import IssueForm, PlanForm
from evaluations.models import InspectionPlan, PlanLine
from evaluations.views.planning.frame import (
    PLANS,
    FormWords,
    page_trail,
    plan_trail,
    visible_plan,
    with_form,
)
from evaluations.views.planning.links import planning_links

STATE_KINDS = {PlanState.DRAFT: "neutral", PlanState.ISSUED: "ok"}


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the person may see, newest first, with how many lines of each they see."""
    user: Any = request.user
    today = clock.today()
    page = page_of(
        request, InspectionPlan.objects.visible_to(user, today).order_by("-year", "title", "pk"), 25
    )
    shown = PlanLine.objects.visible_to(user, today).filter(plan__in=[plan.pk for plan in page])
    counts = dict(shown.order_by("plan").values_list("plan").annotate(Count("pk")))
    context = {
        "trail": page_trail(PLANS),
        "page": page,
        "rows": [_row(plan, counts.get(plan.pk, 0)) for plan in page],
        "links": [link for link in planning_links(user) if link[1] != request.path],
        "may_change": bool(may(user, "inspection_plan.change")),
    }
    return render(request, "planning/plans.html", context)


def _row(plan: InspectionPlan, count: int) -> dict[str, str]:
    issued = plan.state == PlanState.ISSUED
    return {
        "title": plan.title,
        "url": reverse("plan_detail", args=[plan.pk]),
        "year": f"Năm {plan.year}",
        "number": f"Số {plan.number}, ngày {format_day(plan.issued_on)}" if issued else "",
        "lines": f"{format_integer(count)} dòng",
        "state": plan.get_state_display(),
        "kind": STATE_KINDS[PlanState(plan.state)],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    user: Any = request.user
    require(user, "inspection_plan.change")
    year = clock.today().year
    form = PlanForm(
        request.POST or None,
        initial={"year": year, "title": f"Kế hoạch kiểm tra văn hóa công vụ năm {year}"},
    )
    words = FormWords(
        title="Lập kế hoạch kiểm tra",
        button="Lập kế hoạch",
        back=reverse("plan_list"),
        trail=page_trail("Lập kế hoạch", (PLANS, reverse("plan_list"))),
        symbol="plus",
    )

    def act() -> HttpResponse:
        plan = create_plan(form_id=form_uuid(request.POST), **form.cleaned_data, actor=user, at=clock.now())
        return redirect("plan_detail", pk=plan.pk)

    return with_form(request, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Issue a plan, which tells the agencies with announced lines."""
    user: Any = request.user
    plan = visible_plan(request, pk)
    require(user, "inspection_plan.issue", plan)
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()})
    words = FormWords(
        title="Ban hành kế hoạch",
        lead=plan.title,
        button="Ban hành",
        back=reverse("plan_detail", args=[pk]),
        trail=plan_trail(plan, "Ban hành"),
        notes=[
            "Thủ trưởng các cơ quan có dòng công khai được thông báo ngay. Dòng đột xuất vẫn giữ kín: "
            "không ai ngoài Sở Nội vụ và đoàn kiểm tra biết cho đến khi đoàn có mặt tại cơ quan."
        ],
        symbol="send",
    )

    def act() -> HttpResponse:
        issue_plan(plan=plan, **form.cleaned_data, actor=user, at=clock.now())
        messages.success(request, "Đã ban hành kế hoạch và thông báo cho các cơ quan có dòng công khai.")
        return redirect("plan_detail", pk=pk)

    return with_form(request, form, words, act)
