"""What a custodian decides about an open case; each act is one form of its page.

Nothing is decided while the vault is locked: a stolen session without the passphrase can destroy nothing. A
form that comes too late brings its page back with what was typed.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.errors import AccessRefused, Refused
from feedback.actions.triage.decide import (
    ForTheAgency,
    make_ready,
    name_agency,
    refuse_case,
    take_back,
    trust_case,
)
from feedback.actions.triage.reading import envelopes
from feedback.actions.vaults.refusals import VaultLocked
from feedback.enums import SealedKind
from feedback.forms.triage import AgencyForm, RefuseForm, SeenForm
from feedback.models import FeedbackCase
from feedback.rules.redaction import warnings
from feedback.views.telling import tell
from feedback.views.triage.frame import visible_case
from feedback.views.triage.reading import case_page, ready_form
from feedback.views.vaults.unlocking import needs_unlocked, unlocked_vaults


@require_POST
@needs_unlocked
def triage_agency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Name the agency; a case about the vault's own body leaves for the other vault."""
    case = visible_case(request, pk)
    form = AgencyForm(request.POST, today=clock.today())

    def act(user: Any) -> HttpResponse:
        moved = name_agency(
            case=case, **form.cleaned_data, keys=unlocked_vaults(request), actor=user, at=clock.now()
        )
        if moved:
            messages.success(request, f"{case.short} đã chuyển sang két kia; bàn này không còn thấy nữa.")
            return redirect("triage_list")
        messages.success(request, "Đã ghi cơ quan được phản ánh.")
        return redirect("triage_case", pk=pk)

    return _answer(request, case, "agency_form", form, act)


@require_POST
def triage_ready(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the redacted text wait for the batch; what still looks telling is shown first, never stops it."""
    case = visible_case(request, pk)
    photos = [one for one in envelopes(case) if one.kind == SealedKind.PHOTO]
    form = ready_form(case, photos, request.POST)
    if form.is_valid() and case.vault_id in unlocked_vaults(request):
        warned = warnings(form.cleaned_data["text"])
        if warned and not form.cleaned_data["accepts"]:
            return case_page(request, case, status=422, warned=warned, ready_form=form)

    def act(user: Any) -> HttpResponse:
        data = form.cleaned_data
        facts = ForTheAgency(data["text"], data["kind"], data.get("unit"), data.get("photos", ()))
        make_ready(
            case=case,
            facts=facts,
            seen_version=data["seen_version"],
            keys=unlocked_vaults(request),
            actor=user,
            at=clock.now(),
        )
        messages.success(request, f"{case.short} chờ đợt gửi sáng sớm.")
        return redirect("triage_list")

    return _answer(request, case, "ready_form", form, act)


@require_POST
def triage_unready(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read again what waits for the batch."""
    case = visible_case(request, pk)
    form = SeenForm(request.POST)

    def act(user: Any) -> HttpResponse:
        take_back(case=case, **form.cleaned_data, actor=user, at=clock.now())
        messages.success(request, "Đã đưa về bàn đọc.")
        return redirect("triage_case", pk=pk)

    return _answer(request, case, "unready_form", form, act)


@require_POST
def triage_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Do not take the case up."""
    case = visible_case(request, pk)
    form = RefuseForm(request.POST)

    def act(user: Any) -> HttpResponse:
        refuse_case(case=case, **form.cleaned_data, actor=user, at=clock.now())
        messages.success(request, f"Đã từ chối {case.short}; người gửi đọc được lý do.")
        return redirect("triage_list")

    return _answer(request, case, "refuse_form", form, act)


@require_POST
@needs_unlocked
def triage_trust(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case was meant: it leaves the tray of suspects."""
    user: Any = request.user
    trust_case(case=visible_case(request, pk), actor=user, at=clock.now())
    messages.success(request, "Đã bỏ dấu gửi dồn dập.")
    return redirect("triage_case", pk=pk)


def _answer(
    request: HttpRequest, case: FeedbackCase, name: str, form: Form, act: Callable[[Any], HttpResponse]
) -> HttpResponse:
    """Run the act; a refusal brings the page back as it stands now, with what was typed."""
    status = 422
    if form.is_valid():
        try:
            if case.vault_id not in unlocked_vaults(request):
                raise VaultLocked
            return act(request.user)
        except AccessRefused:
            raise
        except Refused as refusal:
            tell(form, refusal)
            status = refusal.status
    current = visible_case(request, case.pk)
    # What was typed may be sent again, now against the version that the page shows.
    typed: Any = form.data
    typed = typed.copy()
    typed["seen_version"] = current.version
    form.data = typed
    forms: dict[str, Any] = {name: form}
    return case_page(request, current, status=status, **forms)
