"""Before a word is typed: a report goes on, a complaint or a denunciation goes where the law sends it."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from feedback.models import LawfulBody
from feedback.views.public import public_page

COUNTER = "quay"


@login_not_required
@require_safe
@public_page
def case_start(request: HttpRequest) -> HttpResponse:
    """Three ways: a report, a complaint, a denunciation; the counter that was scanned comes along."""
    return render(request, "feedback/sending/start.html", {"send_url": with_counter(request, "case_send")})


@login_not_required
@require_safe
@public_page
def case_complaint(request: HttpRequest) -> HttpResponse:
    """What a complaint is and where it goes; there is no form for it here."""
    return _lawful(request, "complaint", LawfulBody.objects.taking_complaints())


@login_not_required
@require_safe
@public_page
def case_denunciation(request: HttpRequest) -> HttpResponse:
    """What a denunciation is and where it goes; there is no form for it here."""
    return _lawful(request, "denunciation", LawfulBody.objects.taking_denunciations())


def with_counter(request: HttpRequest, name: str) -> str:
    """The address of a page with the reader's choices and the code of the counter that was scanned."""
    address, query = reverse(name), request.reading.query
    code = request.GET.get(COUNTER, "")
    if not code:
        return address + query
    return f"{address}{query}{'&' if query else '?'}{urlencode({COUNTER: code})}"


def _lawful(request: HttpRequest, kind: str, bodies: object) -> HttpResponse:
    context = {"bodies": bodies, "send_url": with_counter(request, "case_send")}
    return render(request, f"feedback/sending/{kind}.html", context)
