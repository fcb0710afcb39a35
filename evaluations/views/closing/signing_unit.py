"""The page where the head of a unit signs that its forms are complete."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.models import AgencyVersion
from core import clock
from core.access import may, require
from core.dates import format_moment
from core.errors import Refused
from core.forms import form_uuid
from core.numbers import format_integer
from evaluations.actions.closing.sign import sign_unit as sign
from evaluations.forms.closing.sign import SignForm
from evaluations.gather.closing.signatures import signatures_of
from evaluations.gather.closing.signing_forms import unit_forms
from evaluations.models import Period
from evaluations.rules.closing.ladder import RUNG_LABELS, Rung, UnitForms, unit_rung
from evaluations.views.closing.period_frame import (
    KINDS,
    of_agency,
    period_of,
    preview_of,
    trail,
    version_of,
)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_unit(request: HttpRequest, period_pk: int, unit_pk: int) -> HttpResponse:
    """Counts of the unit's forms, and its signature."""
    user: Any = request.user
    period, unit = period_of(period_pk), _unit_of(request, period_pk, unit_pk)
    if request.method != "POST":
        return _page(request, period, unit)
    require(user, "result.sign_unit", of_agency(unit))
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, period, unit, form=form, status=422)
    try:
        sign(
            form_id=form_uuid(request.POST),
            period=period,
            unit=unit,
            seen=form.cleaned_data["seen"],
            reason=form.cleaned_data["reason"],
            actor=user,
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, period, unit, form=form, status=refusal.status)
    messages.success(request, f"Đã ký xác nhận phiếu của {unit.name}.")
    return redirect("sign_list", pk=period_pk)


def _unit_of(request: HttpRequest, period_pk: int, unit_pk: int) -> AgencyVersion:
    """The unit, where the person may read its counts; else 404."""
    unit = version_of(unit_pk, period_of(period_pk))
    is_unit = unit.rated_agency_id is not None and unit.rated_agency_id != unit.agency_id
    if not is_unit or not may(request.user, "result.read_unit", of_agency(unit)):
        raise Http404
    return unit


def _page(
    request: HttpRequest,
    period: Period,
    unit: AgencyVersion,
    *,
    form: SignForm | None = None,
    status: int = 200,
) -> HttpResponse:
    agency_id = unit.rated_agency_id or 0
    forms = unit_forms(period, agency_id, [unit])[unit.agency_id]
    signature = signatures_of(period, [agency_id]).unit.get(unit.agency_id)
    rung = unit_rung(signature.note if signature else None, forms)
    verdict = may(request.user, "result.sign_unit", of_agency(unit))
    preview = preview_of(period)
    # The figures are always the present ones: a refused form must not sign what it was refused for.
    drawn = SignForm(initial={"seen": forms.words}) if form is None else form
    context = {
        "trail": trail(period, ("Ký kết quả", reverse("sign_list", args=[period.pk])), (unit.name, "")),
        "period": period,
        "unit": unit,
        "preview": preview,
        "stats": _stats(forms),
        "seen": forms.words,
        "complete": forms.is_complete,
        "rung": RUNG_LABELS[rung],
        "kind": KINDS[rung],
        "signature": signature,
        "signed_at": format_moment(signature.signed_at) if signature else "",
        "form": drawn.shown(),
        "form_id": request.POST.get("form_uuid", ""),
        "may_sign": bool(verdict) and preview is not None and period.is_open and rung != Rung.SIGNED,
        "why_not": getattr(verdict, "reason", ""),
    }
    return render(request, "closing/sign_unit.html", context, status=status)


def _stats(forms: UnitForms) -> list[dict[str, str]]:
    return [
        {"label": label, "value": format_integer(value), "hint": hint, "symbol": symbol}
        for label, value, hint, symbol in (
            ("Phải nộp", forms.owed, "phiếu của kỳ", "users"),
            ("Đã nộp", forms.sent, "phiếu", "send"),
            ("Đã quyết định", forms.reviewed, "phiếu", "circle-check"),
        )
    ]
