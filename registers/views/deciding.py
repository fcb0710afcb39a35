"""Verifying an entry, not accepting it, annulling it, and taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.access import require
from core.errors import Refused
from registers.actions.decide import decide_entry
from registers.actions.declare import withdraw_entry
from registers.enums import EntryState
from registers.forms.entries import DecideForm, ReasonForm
from registers.views.detail import detail_page
from registers.views.frame import tell, visible_entry

SAID = {
    "verify": "Đã xác nhận. Số liệu của cơ quan đang được tính lại.",
    "refuse": "Đã ghi là chưa chấp nhận; người khai được báo lý do.",
    "annul": "Đã hủy xác nhận. Số liệu của cơ quan đang được tính lại.",
}


@require_POST
def entry_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Verify or do not accept; a verified entry is annulled, with a reason."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.verify", entry)
    annuls = entry.state == EntryState.VERIFIED and "move" not in request.POST
    form = ReasonForm(request.POST) if annuls else DecideForm(request.POST)
    key = "annul" if annuls else "decide"
    if not form.is_valid():
        return detail_page(request, entry, status=422, **{key: form})
    said = form.cleaned_data
    move = "annul" if annuls else said["move"]
    try:
        decide_entry(
            entry=entry,
            move=move,
            reason=said["reason"],
            seen_version=said["seen_version"],
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        tell(form, refusal)
        return detail_page(request, entry, status=refusal.status, **{key: form})
    messages.success(request, SAID[move])
    return redirect("register_entry", pk=pk)


@require_POST
def entry_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The agency takes back what was never verified."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return detail_page(request, entry, status=422, withdraw=form)
    try:
        withdraw_entry(entry=entry, **form.cleaned_data, actor=user, at=clock.now())
    except Refused as refusal:
        tell(form, refusal)
        return detail_page(request, entry, status=refusal.status, withdraw=form)
    messages.success(request, "Đã rút mục này khỏi sổ.")
    return redirect("register_entry", pk=pk)
