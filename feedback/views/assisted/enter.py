"""Keying in a report from paper; the receipt is printed and handed to the citizen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.errors import Refused
from core.forms import form_uuid
from core.pictures import ImageRefused
from feedback.actions.assisted.enter import enter_paper_case
from feedback.actions.sending.submit import Report
from feedback.forms.assisted import PaperReportForm
from feedback.receipts import grouped
from feedback.views.sending.uploads import keep_in_memory


@csrf_exempt  # the middleware would read the form, and write large photos to the disk, before the view
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def case_enter(request: HttpRequest) -> HttpResponse:
    """The form; on POST the receipt."""
    require(request.user, "case.enter_desk")
    if request.method == "POST":
        keep_in_memory(request)
    return _enter(request)


@csrf_protect
def _enter(request: HttpRequest) -> HttpResponse:
    files: Any = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PaperReportForm(*files, today=clock.today())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _receipt(request, _keep(request, form))
            except ImageRefused as refusal:
                form.add_error("photos", refusal.message)
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = refusal.status
    return render(request, "feedback/assisted/enter.html", {"form": form}, status=status)


def _keep(request: HttpRequest, form: PaperReportForm) -> str:
    user: Any = request.user
    said = form.cleaned_data
    return enter_paper_case(
        form_id=form_uuid(request.POST),
        report=Report(text=said["text"], agency_id=said["agency"], contact=form.contact),
        photos=said["photos"],
        received_on=said["received_on"],
        actor=user,
        at=clock.now(),
    )


def _receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    path = reverse("case_follow")
    base = settings.PORTAL_URL.rstrip("/")
    context = {
        "receipt": grouped(receipt),
        "follow_address": f"{base}{path}" if base else request.build_absolute_uri(path),
        "day": clock.today(),
    }
    return render(request, "feedback/assisted/receipt.html", context)
