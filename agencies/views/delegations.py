"""Roles lent for some days: what one gave and received, lending one, taking it back."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions.delegate import DelegationRefused, delegate
from agencies.actions.end_delegation import end_delegation
from agencies.enums import Role
from agencies.forms import DelegationForm
from agencies.gather.delegations import lendable_grants, living_ids, possible_receivers
from agencies.gather.names import last_names
from agencies.models import Delegation, RoleGrant
from agencies.views.parameters import page_of
from core import clock
from core.access import may, require
from core.cells import Cell, Column, Row
from core.dates import format_day
from core.forms import form_uuid

COLUMNS: list[Column] = [
    {"label": "Vai trò"},
    {"label": "Tại"},
    {"label": "Người giao"},
    {"label": "Người nhận"},
    {"label": "Thời hạn"},
    {"label": "Lý do"},
    {"label": "Trạng thái"},
    {"label": "Việc có thể làm", "hidden": True},
]
ONE_DAY = timedelta(days=1)


@require_safe
def delegation_list(request: HttpRequest) -> HttpResponse:
    """What one gave and received; heads see their agency's, Home Affairs all; newest first."""
    user: Any = request.user
    require(user, "delegation.list")
    today = clock.today()
    rows = Delegation.objects.visible_to(user, today).select_related("giver", "receiver")
    page = page_of(request, rows.order_by("-starts_on", "-pk"))
    context = {
        "page": page,
        "columns": COLUMNS,
        "rows": _cells(list(page), user, today),
        "may_give": bool(may(user, "delegation.give")),
    }
    return render(request, "agencies/delegations.html", context)


def _cells(rows: list[Delegation], viewer: Any, today: date) -> list[Row]:
    """One line per delegation; two queries for all of them. Whoever sees one may end it."""
    names, living = last_names(row.agency_id for row in rows), living_ids(rows, today)
    return [_line(row, names[row.agency_id].name, row.pk in living, today) for row in rows]


def _line(row: Delegation, agency: str, lives: bool, today: date) -> list[Cell]:
    over = row.ends_on <= max(today, row.starts_on)
    act: Cell = {"text": ""}
    if not over:
        act = {
            "html": format_html(
                '<a class="btn btn-sm" href="{}" aria-label="Kết thúc ủy quyền cho {}">Kết thúc</a>',
                reverse("delegation_end", args=[row.pk]),
                row.receiver.display_name,
            ),
            "class": "cell-acts",
        }
    return [
        {"text": row.get_role_display(), "header": True},
        {"text": agency},
        {"text": row.giver.display_name},
        {"text": row.receiver.display_name},
        {"text": _term(row)},
        {"text": row.reason},
        {"text": _state(row, lives, over, today)},
        act,
    ]


def _term(row: Delegation) -> str:
    if row.ends_on == row.starts_on:
        return f"Định từ {format_day(row.starts_on)}, rút ngay"
    return f"{format_day(row.starts_on)} – hết {format_day(row.ends_on - ONE_DAY)}"


def _state(row: Delegation, lives: bool, over: bool, today: date) -> str:
    if over:
        return "Đã kết thúc"
    if row.starts_on > today:
        return "Chưa đến ngày"
    return "Đang hiệu lực" if lives else "Mất hiệu lực: người giao không còn giữ vai trò"


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_give(request: HttpRequest) -> HttpResponse:
    """Lend one of one's roles to a person of the same agency."""
    user: Any = request.user
    require(user, "delegation.give")
    today = clock.today()
    grants = lendable_grants(user, today)
    choices = [(str(grant.pk), f"{grant.get_role_display()}: {version.name}") for grant, version in grants]
    people = possible_receivers(user, [version for _grant, version in grants], today)
    form = DelegationForm(request.POST or None, grants=choices, people=people, today=today)
    if request.method == "POST" and form.is_valid():
        own = {str(grant.pk): grant for grant, _version in grants}
        if _lend(request, form, own[form.cleaned_data["grant"]]):
            return redirect("delegation_list")
    context = {"form": form, "crumbs": [("Ủy quyền", reverse("delegation_list")), ("Ủy quyền mới", "")]}
    status = 422 if request.method == "POST" else 200
    return render(request, "agencies/delegation_give.html", context, status=status)


def _lend(request: HttpRequest, form: DelegationForm, grant: RoleGrant) -> bool:
    """Whether the role was lent; a refusal is put beside its box."""
    user: Any = request.user
    data = form.cleaned_data
    try:
        delegate(
            form_id=form_uuid(request.POST),
            role=Role(grant.role),
            agency=grant.agency,
            receiver=data["receiver"],
            starts_on=data["starts_on"],
            ends_on=data["until"] + ONE_DAY,
            reason=data["reason"],
            actor=user,
            at=clock.now(),
        )
    except DelegationRefused as refusal:
        form.add_error(BOXES.get(refusal.field, refusal.field), refusal.message)
        return False
    messages.success(request, f"Đã ủy quyền cho {data['receiver'].display_name}.")
    return True


BOXES = {"role": "grant", "ends_on": "until"}
"""The box of the form for a field of the action, where they are called otherwise."""


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end a delegation at once."""
    user: Any = request.user
    visible = Delegation.objects.visible_to(user, clock.today()).select_related("giver", "receiver")
    row = get_object_or_404(visible, pk=pk)
    require(user, "delegation.end", row)
    if request.method == "POST":
        end_delegation(delegation=row, actor=user, at=clock.now())
        messages.success(request, f"Đã kết thúc ủy quyền cho {row.receiver.display_name}.")
        return redirect("delegation_list")
    context = {
        "row": row,
        "term": _term(row),
        "agency": last_names([row.agency_id])[row.agency_id].name,
        "crumbs": [("Ủy quyền", reverse("delegation_list")), ("Kết thúc", "")],
    }
    return render(request, "agencies/delegation_end.html", context)
