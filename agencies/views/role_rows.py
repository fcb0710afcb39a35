"""Grants and accounts as ready cells, each with the acts the viewer may do."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from agencies.gather.names import last_names
from agencies.models import AgencyVersion, RoleGrant, User
from core.access import may
from core.cells import Cell, Column, Row
from core.dates import format_day


def grant_columns(*, with_person: bool) -> list[Column]:
    """The headings of a list of grants."""
    person: list[Column] = [{"label": "Người được giao"}] if with_person else []
    labels = ["Vai trò", "Phạm vi", "Từ ngày", "Thôi từ ngày", "Người giao"]
    return [*person, *({"label": label} for label in labels), {"label": "Việc có thể làm", "hidden": True}]


def grant_cells(
    grants: "QuerySet[RoleGrant] | Iterable[RoleGrant]", viewer: User, on: date, *, with_person: bool
) -> list[Row]:
    """One line per grant; two queries whatever their number."""
    if isinstance(grants, QuerySet):
        grants = grants.select_related("user", "granted_by")
    listed = list(grants)
    names = last_names(grant.agency_id for grant in listed)
    return [_cells(grant, names, viewer, on, with_person) for grant in listed]


def _cells(
    grant: RoleGrant, names: dict[int, AgencyVersion], viewer: User, on: date, with_person: bool
) -> list[Cell]:
    person: list[Cell] = [{"text": grant.user.display_name, "header": True}] if with_person else []
    agency = names.get(grant.agency_id)
    return [
        *person,
        {"text": grant.get_role_display()},
        {"text": agency.name if agency else grant.agency.code},
        {"text": format_day(grant.starts_on), "class": "nowrap"},
        {"text": format_day(grant.ends_on) if grant.ends_on else "Chưa định", "class": "nowrap"},
        {"text": grant.granted_by.display_name if grant.granted_by else "Khi thiết lập"},
        _act(grant, viewer, on),
    ]


def _act(grant: RoleGrant, viewer: User, on: date) -> Cell:
    over = grant.ends_on is not None and grant.ends_on <= max(on, grant.starts_on)
    if over or not may(viewer, "role.end", grant):
        return {"text": ""}
    label = f"Thôi giao vai trò {grant.get_role_display()} của {grant.user.display_name}"
    return _button(reverse("role_end", args=[grant.pk]), "Thôi giao", label)


ACCOUNT_COLUMNS: list[Column] = [
    {"label": "Họ và tên"},
    {"label": "Mã đăng nhập"},
    {"label": "Trạng thái"},
    {"label": "Vai trò đang giữ"},
    {"label": "Việc có thể làm", "hidden": True},
]


def account_cells(users: Iterable[User], viewer: User, on: date) -> list[Row]:
    """One line per account with the roles held on ``on``; one query beside the accounts."""
    listed = list(users)
    held: dict[int, list[str]] = {}
    for grant in RoleGrant.objects.as_of(on).filter(user__in=listed).order_by("role", "pk"):
        held.setdefault(grant.user_id, []).append(grant.get_role_display())
    return [_account(user, held.get(user.pk, []), viewer) for user in listed]


def _account(user: User, roles: list[str], viewer: User) -> list[Cell]:
    return [
        {"text": user.display_name, "header": True},
        {"text": user.username, "class": "nowrap"},
        {
            "text": "Đang hoạt động" if user.is_active else "Đã khóa",
            "class": "" if user.is_active else "text-bad",
        },
        {"text": ", ".join(dict.fromkeys(roles)) or "—"},
        {"html": format_html("{}{}", *_account_acts(user, viewer))},
    ]


def _account_acts(user: User, viewer: User) -> tuple[str, str]:
    grant = switch = ""
    if user.is_active and may(viewer, "role.grant", user):
        grant = _link(
            reverse("role_grant", args=[user.pk]), "Giao vai trò", f"Giao vai trò cho {user.display_name}"
        )
    if user.is_active and may(viewer, "user.disable", user):
        switch = _link(
            reverse("user_disable", args=[user.pk]), "Khóa", f"Khóa tài khoản của {user.display_name}"
        )
    if not user.is_active and may(viewer, "user.enable", user):
        switch = _link(
            reverse("user_enable", args=[user.pk]), "Mở khóa", f"Mở khóa tài khoản {user.display_name}"
        )
    return grant, switch


def _button(url: str, text: str, label: str) -> Cell:
    return {"html": _link(url, text, label), "class": "cell-acts"}


def _link(url: str, text: str, label: str) -> str:
    return format_html('<a class="btn btn-sm" href="{}" aria-label="{}">{}</a> ', url, label, text)
