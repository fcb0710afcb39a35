"""From the code on a slip to the rating page of its counter, without the portal knowing whose code it was.

The page works the code into a token by script (assets/visits/code.js); the two calls it makes carry no
cookie, are written into no log (deploy/nginx.conf) and are refused when somebody is signed in.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import AccessRefused, Refused
from core.same_site import sent_from_here
from feedback.actions.visits import look_up, sign_visit
from feedback.actions.visits.sign import BadBlinding
from feedback.gather.counter_codes import counter_of
from feedback.gather.places import places_of
from feedback.models import Counter
from feedback.views.public import Reading, public_page

MOST_BYTES = 4096


class NamesItself(AccessRefused):
    """The call says who makes it, or comes from another site (HTTP 403)."""

    def __init__(self) -> None:
        super().__init__(
            gettext("Mã chỉ nhận từ trang này của cổng và không kèm thông tin đăng nhập. Hãy tải lại trang.")
        )


@login_not_required
@require_safe
@public_page
def visit_page(request: HttpRequest) -> HttpResponse:
    """Where a code is typed, or arrives behind the # of the address, which no server sees."""
    counter = _named(request.GET.get("quay", ""))
    return render(request, "feedback/visits/token.html", {"counter": counter})


def _named(code: str) -> Counter | None:
    """The counter whose code a slip carries, for whoever cannot run the script."""
    try:
        return counter_of(code) if code else None
    except Refused:
        return None


def told_in_json(view: Callable[[HttpRequest], dict[str, Any]]) -> Callable[[HttpRequest], HttpResponse]:
    """A call of the page's script: public, without cookie, answered in JSON in the reader's language."""

    @login_not_required
    @csrf_exempt
    @never_cache
    @require_http_methods(["POST"])
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        with override(Reading.of(request).language):
            try:
                if request.user.is_authenticated or not sent_from_here(request):
                    raise NamesItself
                return JsonResponse(view(request))
            except Refused as refusal:
                return JsonResponse({"message": str(refusal.message)}, status=refusal.status)

    return answer


@told_in_json
def visit_key(request: HttpRequest) -> dict[str, Any]:
    """The key for a code, and the counters that it may rate; the code stays as it was."""
    found = look_up(code=_text(_sent(request), "code"), on=clock.today())
    places = places_of(found.counters, clock.today())
    return {
        "key": found.key.public_key,
        "counters": [
            {
                "name": counter.name,
                "place": places[counter.pk].words,
                "address": reverse("rate_visit", args=[counter.code]),
            }
            for counter in found.counters
            if counter.pk in places
        ],
    }


@told_in_json
def visit_sign(request: HttpRequest) -> dict[str, Any]:
    """The signature of what the browser blinded; from now on the code is used."""
    sent = _sent(request)
    signature = sign_visit(code=_text(sent, "code"), blinded=_text(sent, "blinded"), on=clock.today())
    return {"signature": signature}


def _sent(request: HttpRequest) -> dict[str, Any]:
    try:
        if len(request.body) > MOST_BYTES:
            raise BadBlinding
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:  # broken UTF-8 is one too
        raise BadBlinding from error
    if not isinstance(sent, dict):
        raise BadBlinding
    return sent


def _text(sent: dict[str, Any], name: str) -> str:
    text = sent.get(name)
    if not isinstance(text, str):
        raise BadBlinding
    return text
