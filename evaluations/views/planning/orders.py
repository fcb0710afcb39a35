"""The decision to inspect, its team, and the notice: one page each, below the inspection."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import may, require
from core.dates import format_day, format_moment
from evaluations.actions.planning import change_team, record_order, send_notice
from evaluations.actions.planning.record_order import CHANGEABLE, OrderFacts
from evaluations.enums import InspectionMode, InspectionState
from evaluations.forms.orders import DecisionForm, NoticeForm, TeamForm
from evaluations.gather.follow_up.terms import due_terms
from evaluations.gather.planning.plan_lines import covers
from evaluations.models import Inspection, InspectionOrder, TeamMember
from evaluations.rules.planning.notices import UNANNOUNCED, last_day
from evaluations.views.inspections.finding import visible_inspection
from evaluations.views.inspections.tabs import tabs_of, trail_to
from evaluations.views.planning.frame import FormWords, with_form

BASES = "Quyết định số 1847/QĐ-TTg ngày 27/12/2018 của Thủ tướng Chính phủ phê duyệt Đề án Văn hóa công vụ"


def _words(inspection: Any, title: str, button: str, symbol: str, *notes: str) -> FormWords:
    there = reverse("inspection_detail", args=[inspection.pk])
    return FormWords(
        title,
        button,
        there,
        trail_to(inspection, title),
        lead=inspection.agency_name,
        notes=notes,
        symbol=symbol,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decision and the team; whoever may, records the decision until the minutes are out."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.order" if request.method == "POST" else "inspection.read_order", inspection)
    order = InspectionOrder.objects.filter(inspection=inspection).first()
    form = DecisionForm(request.POST or None, initial=_order_initial(inspection, order))
    words = _words(inspection, "Quyết định, đoàn kiểm tra", "Ghi quyết định", "save")

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        seen = given.pop("seen_version")
        facts = OrderFacts(**given)
        record_order(inspection=inspection, facts=facts, seen_version=seen, actor=user, at=clock.now())
        messages.success(request, "Đã ghi quyết định kiểm tra.")
        return redirect("inspection_order", pk=pk)

    may_order = inspection.state in CHANGEABLE and bool(may(user, "inspection.order", inspection))
    context = {
        "inspection": inspection,
        "tabs": tabs_of(user, inspection, "inspection_order"),
        "facts": _order_facts(inspection, order),
        "team": _team_rows(inspection),
        "may_order": may_order,
        "may_change_team": may_order and bool(may(user, "inspection.change_team", inspection)),
        **_notice_state(user, inspection, order),
    }
    return with_form(request, form, words, act, "planning/order.html", **context)


def _order_initial(inspection: Inspection, order: InspectionOrder | None) -> dict[str, Any]:
    known = {"number": inspection.order_number, "seen_version": inspection.version}
    if order is None:
        return known | {"bases": BASES, "duration_days": 1}
    return {name: getattr(order, name) for name in OrderFacts._fields[1:]} | known


def _order_facts(inspection: Inspection, order: InspectionOrder | None) -> list[tuple[str, str]]:
    if order is None:
        return []
    return [
        ("Số, ký hiệu", inspection.order_number),
        ("Ngày ký", format_day(order.issued_on)),
        ("Người ký", f"{order.signer}, {order.signer_post}"),
        ("Thời kỳ kiểm tra", covers(order.covers_from, order.covers_to)),
        ("Thời hạn", f"{order.duration_days} ngày làm việc kể từ ngày công bố"),
        ("Căn cứ", order.bases),
    ]


def _team_rows(inspection: Inspection) -> list[tuple[str, str]]:
    team = TeamMember.objects.filter(inspection=inspection).select_related("user").order_by("pk")
    return [(member.user.display_name, member.get_role_display()) for member in team]


def _notice_state(user: Any, inspection: Inspection, order: InspectionOrder | None) -> dict[str, Any]:
    """What the page says about the notice: sent, why there is none, or the button with its last day."""
    if inspection.notice_sent_at is not None:
        return {"notice": f"Đã gửi {format_moment(inspection.notice_sent_at)}.", "may_notice": False}
    if inspection.mode == InspectionMode.UNANNOUNCED:
        return {"notice": UNANNOUNCED, "may_notice": False}
    if inspection.state != InspectionState.DRAFT:
        return {"notice": "Không có thông báo nào được gửi trước cuộc kiểm tra này.", "may_notice": False}
    if order is None:
        return {"notice": "Ghi quyết định kiểm tra rồi gửi thông báo cho cơ quan.", "may_notice": False}
    due = last_day(order.issued_on, due_terms().notice)
    allowed = bool(may(user, "inspection.send_notice", inspection))
    return {"notice": f"Chưa gửi. Hạn gửi: {format_day(due)}.", "may_notice": allowed}


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the team by a decision."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.change_team", inspection)
    team = TeamMember.objects.filter(inspection=inspection).select_related("user").order_by("pk")
    form = TeamForm(
        request.POST or None,
        today=clock.today(),
        team={member.user: member.role for member in team},
        initial={"decided_on": clock.today(), "seen_version": inspection.version},
    )
    words = _words(
        inspection,
        "Thay đổi đoàn kiểm tra",
        "Thay đổi đoàn",
        "users",
        "Người thôi tham gia không xem và không gửi được ghi nhận của cuộc này nữa. "
        "Dữ liệu họ đã gửi vẫn giữ nguyên.",
    )

    def act() -> HttpResponse:
        given = {
            name: form.cleaned_data[name]
            for name in ("decision_number", "decided_on", "reason", "seen_version")
        }
        change_team(inspection=inspection, roles=form.roles(), **given, actor=user, at=clock.now())
        messages.success(request, "Đã thay đổi đoàn kiểm tra.")
        if not may(user, "inspection.read_order", inspection):
            return redirect("inspection_list")
        return redirect("inspection_order", pk=pk)

    return with_form(request, form, words, act, "planning/team_form.html")


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the notice of an announced inspection."""
    user: Any = request.user
    inspection = visible_inspection(request, pk)
    require(user, "inspection.send_notice", inspection)
    order = InspectionOrder.objects.filter(inspection=inspection).first()
    first = {"signer": order.signer, "signer_post": order.signer_post} if order else {}
    form = NoticeForm(request.POST or None, initial=first)
    words = _words(
        inspection,
        "Gửi thông báo kiểm tra",
        "Ban hành và gửi",
        "send",
        "Thông báo được đánh số, ban hành thành văn bản không sửa được, và thủ trưởng cơ quan biết "
        "cuộc kiểm tra ngay khi gửi.",
    )

    def act() -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in ("place", "prepare", "signer", "signer_post")}
        meets_at = form.meeting(inspection.visited_on)
        send_notice(inspection=inspection, meets_at=meets_at, **given, actor=user, at=clock.now())
        messages.success(request, "Đã ban hành thông báo và gửi cho thủ trưởng cơ quan.")
        return redirect("inspection_order", pk=pk)

    return with_form(request, form, words, act)
