"""Lines of a plan: a new one, its change, its end, and the inspection formed from it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.views.parameters import number_of
from core import clock
from core.access import require
from core.forms import form_uuid
from evaluations.actions.inspections import create_inspection
from evaluations.actions.planning import add_line, drop_line, edit_line
from evaluations.actions.planning.lines import facts_of
from evaluations.enums import InspectionMode
from evaluations.forms.orders import FormInspectionForm
from evaluations.forms.planning import DropForm, LineForm
from evaluations.gather.planning.books import plannable
from evaluations.models import InspectionPlan, TeamMember
from evaluations.rules.planning.lines import MAX_REASON
from evaluations.views.planning.frame import FormWords, plan_trail, visible_line, visible_plan, with_form

LEADER = TeamMember.TeamRole.LEADER


def _words(plan: InspectionPlan, title: str, button: str, symbol: str, **more: Any) -> FormWords:
    back = reverse("plan_detail", args=[plan.pk])
    return FormWords(title, button, back, plan_trail(plan, title), symbol=symbol, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def line_create(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an agency to the plan; a suggestion brings the agency and its reasons along."""
    user: Any = request.user
    plan = visible_plan(request, pk)
    require(user, "inspection_plan.change", plan)
    today = clock.today()
    first = {
        "agency": number_of(request, "co_quan"),
        "quarter": (today.month + 2) // 3,
        "mode": InspectionMode.PLANNED,
        "reason": request.GET.get("ly_do", "")[:MAX_REASON],
    }
    form = LineForm(request.POST or None, agencies=plannable(user, today), initial=first)

    def act() -> HttpResponse:
        add_line(form_id=form_uuid(request.POST), plan=plan, facts=form.facts(), actor=user, at=clock.now())
        messages.success(request, "Đã thêm vào kế hoạch.")
        return redirect("plan_detail", pk=pk)

    return with_form(request, form, _words(plan, "Thêm cơ quan", "Thêm vào kế hoạch", "plus"), act)


@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a line says."""
    user: Any = request.user
    line = visible_line(request, pk)
    require(user, "inspection_plan.change", line)
    facts = facts_of(line)._asdict()
    first = facts | {"agency": facts.pop("agency_id"), "seen_version": line.version}
    form = LineForm(request.POST or None, agencies=plannable(user, clock.today()), initial=first)
    words = _words(line.plan, "Sửa dòng kế hoạch", "Lưu thay đổi", "save", lead=line.agency_name)

    def act() -> HttpResponse:
        seen = form.cleaned_data["seen_version"] or 0
        edit_line(line=line, facts=form.facts(), seen_version=seen, actor=user, at=clock.now())
        messages.success(request, "Đã lưu thay đổi.")
        return redirect("plan_detail", pk=line.plan_id)

    return with_form(request, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def line_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave a line undone, with the reason."""
    user: Any = request.user
    line = visible_line(request, pk)
    require(user, "inspection_plan.change", line)
    form = DropForm(request.POST or None)
    words = _words(line.plan, "Bỏ khỏi kế hoạch", "Không thực hiện", "ban", lead=line.agency_name)

    def act() -> HttpResponse:
        drop_line(line=line, **form.cleaned_data, actor=user, at=clock.now())
        messages.success(request, f"Đã ghi: không kiểm tra {line.agency_name} trong kế hoạch này.")
        return redirect("plan_detail", pk=line.plan_id)

    return with_form(request, form, words, act)


@require_http_methods(["GET", "HEAD", "POST"])
def line_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Form an inspection from a line: its day, its decision, its team."""
    user: Any = request.user
    line = visible_line(request, pk)
    require(user, "inspection.form", line)
    today = clock.today()
    form = FormInspectionForm(request.POST or None, today=today, initial={"visited_on": today})
    words = _words(
        line.plan,
        "Lập cuộc kiểm tra",
        "Lập cuộc kiểm tra",
        "clipboard-check",
        lead=f"{line.agency_name} · {line.get_mode_display()}",
        notes=[
            "Người đang hoặc từng công tác tại cơ quan, hoặc có người thân ở đó, không tham gia đoàn được."
        ],
    )

    def act() -> HttpResponse:
        roles = form.roles()
        (leader,) = [person for person, role in roles.items() if role == LEADER]
        inspection = create_inspection(
            form_id=form_uuid(request.POST),
            agency=line.agency,
            visited_on=form.cleaned_data["visited_on"],
            mode=line.mode,
            order_number=form.cleaned_data["order_number"],
            topic=line.topic,
            members=[person for person in roles if person != leader],
            leader=leader,
            roles={person.pk: role for person, role in roles.items()},
            plan_line=line,
            actor=user,
            at=clock.now(),
        )
        return redirect("inspection_order", pk=inspection.pk)

    return with_form(request, form, words, act, "planning/team_form.html")
