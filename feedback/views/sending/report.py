"""Writing a report and getting its receipt: one form, one answer, nothing in an address."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core import clock
from core.forms import form_uuid
from core.pictures import ImageRefused
from feedback.actions.floods import PhotosNotNow
from feedback.actions.rate_counter import rated_place
from feedback.actions.sending.submit import Report, submit_case
from feedback.enums import CaseChannel
from feedback.forms.sending import ReportForm
from feedback.gather.case_terms import case_terms
from feedback.gather.counter_codes import counter_of
from feedback.gather.places import Place
from feedback.models import Counter
from feedback.receipts import grouped
from feedback.rules.case_terms import agency_days
from feedback.rules.steering import lawful_kind
from feedback.views.public import LEFT_ALONE, on_kiosk, public_page, require_sent_from_here, soon
from feedback.views.sending.steering import COUNTER, with_counter
from feedback.views.sending.uploads import keep_in_memory
from feedback.views.sources import source_of

ASKED = "asked"
SHOWN_FOR = 60
"""Seconds until a machine that stands somewhere clears the receipt from its screen."""


@login_not_required
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def case_send(request: HttpRequest) -> HttpResponse:
    """The form; on POST the receipt, or once a question where the words read like a complaint."""
    at = clock.now()
    counter, place = _counter(request, at)
    if request.method != "POST":
        form = ReportForm(today=clock.local_day(at), fixed_agency=place is not None)
        return _page(request, form, place)
    require_sent_from_here(request)
    keep_in_memory(request)
    form = ReportForm(request.POST, request.FILES, today=clock.local_day(at), fixed_agency=place is not None)
    if not form.is_valid():
        return _page(request, form, place, status=422)
    kind = lawful_kind(form.cleaned_data["text"])
    if kind is not None and ASKED not in request.POST:
        return _page(request, form, place, question=str(kind))
    try:
        receipt = _submit(request, form, counter, place, at)
    except (ImageRefused, PhotosNotNow) as refusal:
        form.add_error("photos", refusal.message)
        return _page(request, form, place, status=422)
    return _receipt(request, receipt)


def _submit(
    request: HttpRequest, form: ReportForm, counter: Counter | None, place: Place | None, at: datetime
) -> str:
    report = Report(
        text=form.cleaned_data["text"],
        agency_id=place.agency_id if place else form.cleaned_data["agency"],
        counter_id=counter.pk if counter else None,
        contact=form.contact,
    )
    return submit_case(
        form_id=form_uuid(request.POST),
        report=report,
        photos=form.cleaned_data["photos"],
        channel=CaseChannel.KIOSK if on_kiosk(request, counter) else CaseChannel.WEB,
        source=source_of(request, at, "report"),
        at=at,
    )


def _counter(request: HttpRequest, at: datetime) -> tuple[Counter | None, Place | None]:
    """The counter whose code came along, and where it stands."""
    code = request.GET.get(COUNTER, "")
    if not code:
        return None, None
    counter = counter_of(code)
    return counter, rated_place(counter, clock.local_day(at))


def _page(
    request: HttpRequest, form: ReportForm, place: Place | None, *, question: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "place": place,
        "question": question,
        "asked": bool(question) or ASKED in request.POST,
        "elsewhere": reverse("case_send") + request.reading.query,
        "address": with_counter(request, "case_send"),
        "left_alone": LEFT_ALONE // 60,
    }
    response = render(request, "feedback/sending/report.html", context, status=status)
    return soon(response, LEFT_ALONE, _again(request)) if request.reading.kiosk else response


def _receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    path = reverse("case_follow")
    base = settings.PORTAL_URL.rstrip("/")
    least, most = agency_days(case_terms())
    context = {
        "receipt": grouped(receipt),
        "follow_url": path + request.reading.query,
        "follow_address": f"{base}{path}" if base else request.build_absolute_uri(path),
        "again": _again(request),
        "day": clock.today(),
        "least": least,
        "most": most,
        "shown_for": SHOWN_FOR,
    }
    response = render(request, "feedback/sending/receipt.html", context)
    return soon(response, SHOWN_FOR, _again(request)) if request.reading.kiosk else response


def _again(request: HttpRequest) -> str:
    """Where a machine that stands somewhere begins anew."""
    return with_counter(request, "case_start")
