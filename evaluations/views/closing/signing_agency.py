"""One agency's provisional result with its ladder: its head signs here, and so does Sở Nội vụ."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from evaluations.actions.closing.sign import sign_agency as sign_as_head
from evaluations.actions.closing.sign_home import sign_home
from evaluations.enums import SignStep
from evaluations.forms.assessments import BadForm
from evaluations.forms.closing.sign import SignForm, figure_of
from evaluations.gather.closing.signing_lines import AgencyLine, agency_lines
from evaluations.models import Period
from evaluations.views.closing.period_frame import of_agency, period_of, preview_of, results_of
from evaluations.views.closing.signing_parts import agency_context

STEPS = {SignStep.AGENCY.value: "result.sign_agency", SignStep.HOME_AFFAIRS.value: "result.sign_home"}


@require_http_methods(["GET", "HEAD", "POST"])
def sign_agency(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The figure, what it is made of, who signed, what is objected to; and the signature."""
    period = period_of(period_pk)
    line = line_of(request, period, agency_pk)
    if request.method != "POST":
        return _page(request, period, line)
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise BadForm
    require(request.user, STEPS[step], of_agency(line.agency))
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, period, line, form=form, status=422)
    try:
        _sign(request, period, line, form, step)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, period, line, form=form, status=refusal.status)
    messages.success(request, f"Đã ký kết quả dự kiến của {line.agency.name}.")
    return redirect("sign_agency", period_pk=period_pk, agency_pk=agency_pk)


def line_of(request: HttpRequest, period: Period, agency_pk: int) -> AgencyLine:
    """The agency's line, where the person may read its result; else 404."""
    result = get_object_or_404(results_of(request, period), agency=agency_pk)
    return agency_lines(period, [result], preview_of(period), clock.today())[0]


def _sign(request: HttpRequest, period: Period, line: AgencyLine, form: SignForm, step: str) -> None:
    user: Any = request.user
    form_id, seen = form_uuid(request.POST), figure_of(form.cleaned_data["seen"])
    if step == SignStep.AGENCY:
        sign_as_head(
            form_id=form_id,
            period=period,
            agency=line.agency,
            seen=seen,
            reason=form.cleaned_data["reason"],
            actor=user,
            at=clock.now(),
        )
    else:
        sign_home(
            form_id=form_id,
            period=period,
            agency_id=line.result.agency_id,
            seen=seen,
            actor=user,
            at=clock.now(),
        )


def _page(
    request: HttpRequest, period: Period, line: AgencyLine, *, form: SignForm | None = None, status: int = 200
) -> HttpResponse:
    context = agency_context(request, period, line)
    context["form"] = (form or SignForm()).shown()
    context["form_id"] = request.POST.get("form_uuid", "")
    return render(request, "closing/sign_agency.html", context, status=status)
