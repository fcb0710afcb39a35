"""How one-stop systems are answered: JSON both ways, refusals with their reason and the rows at fault."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import Refused
from feedback.api.clients import client_of
from feedback.models import OneStopClient

MOST_BYTES = 1_000_000
MOST_ERRORS = 200
Answer = Callable[[HttpRequest, OneStopClient], dict[str, Any]]


class TooMuch(Refused):
    """More bytes or rows than one call may hand in (HTTP 413)."""

    status = 413


class NotUnderstood(Refused):
    """The body is not the JSON that was agreed (HTTP 422); ``errors`` name places and what to do."""

    status = 422

    def __init__(self, message: str, errors: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.errors = errors


def answers_in_json(view: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """A POST of a one-stop system: no session, no cookie, no CSRF token; its bearer token says who it is."""

    @login_not_required
    @csrf_exempt
    @never_cache
    @require_http_methods(["POST"])
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return JsonResponse(view(request, client_of(request)))
        except Refused as refusal:
            return _refused(refusal)

    return answer


def _refused(refusal: Refused) -> JsonResponse:
    errors: Sequence[tuple[str, str]] = getattr(refusal, "errors", ())
    content = {
        "message": refusal.message,
        "errors": [{"at": place, "message": words} for place, words in errors[:MOST_ERRORS]],
        "more_errors": max(0, len(errors) - MOST_ERRORS),
    }
    response = JsonResponse(content, status=refusal.status)
    if refusal.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def sent_object(request: HttpRequest, most_bytes: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object of a request, read only if it is small enough; raises TooMuch and NotUnderstood."""
    too_much = f"Nội dung lớn quá {most_bytes // 1000} kB. Hãy chia thành nhiều lần gửi."
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > most_bytes:
        raise TooMuch(too_much)
    try:
        body = request.body
        if len(body) > most_bytes:
            raise TooMuch(too_much)
        sent = json.loads(body)
    except RequestDataTooBig as error:
        raise TooMuch(too_much) from error
    except UnreadablePostError as error:
        raise NotUnderstood("Nội dung gửi đứt giữa chừng. Hãy gửi lại.") from error
    except (ValueError, RecursionError) as error:  # broken UTF-8 is a ValueError too
        raise NotUnderstood("Nội dung không phải JSON ở bảng mã UTF-8.") from error
    if not isinstance(sent, dict):
        raise NotUnderstood("Nội dung phải là một đối tượng JSON: {…}.")
    return sent
