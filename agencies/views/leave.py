"""Leave: the list, recording one, taking one back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import leave_people
from agencies.actions.record_leave import LeaveRefused, record_leave
from agencies.actions.withdraw_leave import withdraw_leave
from agencies.forms import LeaveForm, ReasonForm
from agencies.models import Leave, StaffMember
from agencies.models.search import holds_words
from agencies.views.parameters import page_of, words_of
from core import clock
from core.access import may, require
from core.cells import Cell, Column, Row
from core.dates import format_day
from core.forms import form_uuid
from core.http import page_or_part

STATES = {"": "Đang nghỉ và sắp nghỉ", "da-qua": "Đã qua", "da-rut": "Đã rút"}
COLUMNS: list[Column] = [
    {"label": "Họ và tên"},
    {"label": "Loại nghỉ"},
    {"label": "Nghỉ từ ngày"},
    {"label": "Đi làm lại"},
    {"label": "Văn bản"},
    {"label": "Người ghi"},
    {"label": "Việc có thể làm", "hidden": True},
]


@require_safe
def leave_list(request: HttpRequest) -> HttpResponse:
    """One's own leave, that of one's people, or everybody's for Home Affairs; by state and name."""
    user: Any = request.user
    require(user, "leave.list")
    today, words = clock.today(), words_of(request)
    state = request.GET.get("trang-thai", "")
    state = state if state in STATES else ""
    leaves = _of_state(Leave.objects.visible_to(user, today), state, today)
    if words:
        leaves = leaves.filter(holds_words("staff__name_folded", words, code="staff__code"))
    order = ("-starts_on" if state else "starts_on", "staff__name_sort", "pk")
    page = page_of(request, leaves.select_related("staff", "recorded_by").order_by(*order))
    context = {
        "q": words,
        "page": page,
        "columns": COLUMNS,
        "rows": _cells(list(page), user, today),
        "states": STATES.items(),
        "state": state,
        "keep": [("trang-thai", state)],
        "action": reverse("leave_list"),
        "may_import": bool(may(user, "leave.import")),
    }
    return page_or_part(request, "agencies/leave.html", "agencies/_leave.html", context)


def _of_state(leaves: Any, state: str, today: date) -> Any:
    if state == "da-rut":
        return leaves.filter(withdrawn_at__isnull=False)
    past = leaves.standing().filter(ends_on__lte=today)
    return past if state == "da-qua" else leaves.standing().exclude(ends_on__lte=today)


def _cells(leaves: list[Leave], viewer: Any, today: date) -> list[Row]:
    """One line per leave; one query more than the leaves, for who may take them back."""
    people = {leave.staff_id for leave in leaves}
    own = set(leave_people(viewer, today).filter(pk__in=people).values_list("pk", flat=True))
    return [_line(leave, leave.staff_id in own) for leave in leaves]


def _line(leave: Leave, is_keeper: bool) -> list[Cell]:
    act: Cell = {"text": ""}
    person = reverse("person_detail", args=[leave.staff_id])
    if is_keeper and leave.withdrawn_at is None:
        act = {
            "html": format_html(
                '<a class="btn btn-sm" href="{}" aria-label="Rút lần ghi nghỉ của {}">Rút</a>',
                reverse("leave_withdraw", args=[leave.pk]),
                leave.staff.full_name,
            ),
            "class": "cell-acts",
        }
    return [
        {"text": leave.staff.full_name, "url": person, "header": True},
        {"text": leave.get_kind_display()},
        {"text": format_day(leave.starts_on), "class": "nowrap"},
        {"text": format_day(leave.ends_on) if leave.ends_on else "Chưa rõ", "class": "nowrap"},
        {"text": leave.document or "—"},
        {"text": leave.recorded_by.display_name},
        act,
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def leave_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a leave of one person."""
    user: Any = request.user
    staff = get_object_or_404(StaffMember.objects.visible_to(user, clock.today()), pk=pk)
    require(user, "leave.record", staff)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_leave(
                form_id=form_uuid(request.POST), staff=staff, facts=form.facts(), actor=user, at=clock.now()
            )
        except LeaveRefused as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, f"Đã ghi thời gian nghỉ của {staff.full_name}.")
            return redirect("leave_list")
    crumbs = [
        ("Cán bộ", reverse("person_list")),
        (staff.full_name, reverse("person_detail", args=[staff.pk])),
        ("Ghi thời gian nghỉ", ""),
    ]
    context = {"form": form, "staff": staff, "crumbs": crumbs}
    status = 422 if request.method == "POST" else 200
    return render(request, "agencies/leave_record.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then take a leave back."""
    user: Any = request.user
    visible = Leave.objects.visible_to(user, clock.today()).select_related("staff")
    leave = get_object_or_404(visible, pk=pk)
    require(user, "leave.withdraw", leave)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_leave(leave=leave, reason=form.cleaned_data["reason"], actor=user, at=clock.now())
        messages.success(request, f"Đã rút thời gian nghỉ của {leave.staff.full_name}.")
        return redirect("leave_list")
    kind = leave.get_kind_display().lower()
    until = f"đi làm lại {format_day(leave.ends_on)}" if leave.ends_on else "chưa rõ ngày đi làm lại"
    words = {
        "title": "Rút thời gian nghỉ đã ghi",
        "text": f"{leave.staff.full_name}: {kind} từ {format_day(leave.starts_on)}, {until}. "
        "Rút rồi, các ngày này được tính là ngày làm việc.",
        "button": "Rút",
        "back": reverse("leave_list"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "agencies/with_reason.html", {"form": form, "words": words}, status=status)
