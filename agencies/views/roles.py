"""Roles and accounts: who holds what, giving and ending a role, closing and opening an account.

Each act asks for the password again and for a reason (RELIABILITY §2.2, roles and users: †).
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions.disable_user import disable_user, enable_user
from agencies.actions.end_role import end_role
from agencies.actions.grant_role import RoleDoesNotFit, RoleHeldAlready, grant_role
from agencies.enums import Role
from agencies.forms import GrantForm, ReasonForm
from agencies.gather.names import last_names
from agencies.models import RoleGrant, User
from agencies.views.parameters import page_of, words_of
from agencies.views.role_rows import ACCOUNT_COLUMNS, account_cells, grant_cells, grant_columns
from core import clock
from core.access import require
from core.forms import form_uuid
from core.http import page_or_part

STATES = {"": "Đang hiệu lực", "sap-toi": "Sắp hiệu lực", "da-het": "Đã thôi"}


@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """The roles given, by state, by role and by the person's name."""
    require(request.user, "role.list")
    today, words = clock.today(), words_of(request)
    state, role = request.GET.get("trang-thai", ""), request.GET.get("vai-tro", "")
    grants = RoleGrant.objects.visible_to(request.user, today)
    by_state = {"sap-toi": grants.coming(today), "da-het": grants.over(today)}
    grants = by_state.get(state, grants.as_of(today))
    if role in Role.values:
        grants = grants.filter(role=role)
    if words:
        grants = grants.filter(user__in=User.objects.named(words).values("pk"))
    page = page_of(request, grants.select_related("user", "granted_by").in_role_order())
    context = {
        "q": words,
        "page": page,
        "columns": grant_columns(with_person=True),
        "rows": grant_cells(page, request.user, today, with_person=True),
        "states": STATES.items(),
        "state": state if state in STATES else "",
        "roles": Role.choices,
        "role": role,
        "keep": [("trang-thai", state), ("vai-tro", role)],
        "action": reverse("role_list"),
    }
    return page_or_part(request, "agencies/roles.html", "agencies/_roles.html", context)


@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    """Accounts, found by the person's name, staff code or user name."""
    require(request.user, "role.list")
    today, words = clock.today(), words_of(request)
    users = User.objects.visible_to(request.user, today)
    if words:
        users = users.named(words)
    page = page_of(request, users.in_name_order())
    context = {
        "q": words,
        "page": page,
        "columns": ACCOUNT_COLUMNS,
        "rows": account_cells(page, request.user, today),
        "action": reverse("user_list"),
    }
    return page_or_part(request, "agencies/users.html", "agencies/_users.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_grant(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a role to one account."""
    today = clock.today()
    receiver = get_object_or_404(User.objects.visible_to(request.user, today), pk=user_id)
    require(request.user, "role.grant", receiver)
    return _grant(request, receiver)


@reauthentication_required
def _grant(request: HttpRequest, receiver: User) -> HttpResponse:
    today = clock.today()
    form = GrantForm(request.POST or None, receiver=receiver, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            grant_role(
                form_id=form_uuid(request.POST),
                user=receiver,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except (RoleDoesNotFit, RoleHeldAlready) as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã giao vai trò cho {receiver.display_name}.")
            return redirect("role_list")
    return render(request, "agencies/role_grant.html", {"form": form, "receiver": receiver})


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then end a role at once."""
    visible = RoleGrant.objects.visible_to(request.user, clock.today()).select_related("user")
    grant = get_object_or_404(visible, pk=pk)
    require(request.user, "role.end", grant)
    name = last_names([grant.agency_id])[grant.agency_id].name
    words = {
        "title": "Thôi giao vai trò",
        "text": f"{grant.user.display_name} thôi ngay vai trò “{grant.get_role_display()}” tại {name}.",
        "button": "Thôi giao",
        "done": f"Đã thôi giao vai trò của {grant.user.display_name}.",
        "back": reverse("role_list"),
    }
    return _with_reason(request, words, lambda **act: end_role(grant=grant, **act))


@require_http_methods(["GET", "HEAD", "POST"])
def user_disable(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask why, then close an account."""
    target = get_object_or_404(User.objects.visible_to(request.user, clock.today()), pk=user_id)
    require(request.user, "user.disable", target)
    words = {
        "title": "Khóa tài khoản",
        "text": f"{target.display_name} ({target.username}) sẽ không đăng nhập được và bị thoát ra ngay.",
        "button": "Khóa tài khoản",
        "done": f"Đã khóa tài khoản của {target.display_name}.",
        "back": reverse("user_list"),
    }
    return _with_reason(request, words, lambda **act: disable_user(user=target, **act))


@require_http_methods(["GET", "HEAD", "POST"])
def user_enable(request: HttpRequest, user_id: int) -> HttpResponse:
    """Ask why, then open a closed account."""
    target = get_object_or_404(User.objects.visible_to(request.user, clock.today()), pk=user_id)
    require(request.user, "user.enable", target)
    words = {
        "title": "Mở khóa tài khoản",
        "text": f"{target.display_name} ({target.username}) sẽ đăng nhập lại được với các vai trò đang có.",
        "button": "Mở khóa",
        "done": f"Đã mở khóa tài khoản của {target.display_name}.",
        "back": reverse("user_list"),
    }
    return _with_reason(request, words, lambda **act: enable_user(user=target, **act))


@reauthentication_required
def _with_reason(request: HttpRequest, words: dict[str, str], act: Callable[..., Any]) -> HttpResponse:
    """The page that says what will happen and asks why; after it the act, then back to the list."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(reason=form.cleaned_data["reason"], actor=request.user, at=clock.now())
        messages.success(request, words["done"])
        return redirect(words["back"])
    return render(request, "agencies/with_reason.html", {"form": form, "words": words})
