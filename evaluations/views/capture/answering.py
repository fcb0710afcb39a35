"""Answers to the app on the phone: JSON always, never kept by anybody, signed with the key of the device.

Between phone and server stand gateways that answer 200 with a page of their own. The phone believes an answer
only if it carries ``X-Vhcv-Mac``, the HMAC-SHA256 of its own nonce and the body with a key that both know.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from core import clock
from core.errors import Refused
from evaluations.access.capture import OTHER_USER, REVOKED, is_cut_off
from evaluations.models import CaptureDevice
from evaluations.rules.capture.contents import iso

# Letters that no JSON text can be made of, so that a receipt can never pass for a signed record.
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
SAFE = frozenset({"GET"})
MOST_JSON = 512 * 1024
"""Largest JSON body taken, in bytes."""

Answer = dict[str, Any]
View = Callable[..., Answer]
NOT_REGISTERED = "Máy này chưa đăng ký với máy chủ. Hãy mở lại ứng dụng khi có mạng."


class Unanswered(Refused):
    """The request cannot be answered as asked; ``code`` tells the app why, ``details`` what it needs."""

    def __init__(self, status: int, code: str, message: str = "", **details: Any) -> None:
        super().__init__(message)
        self.status, self.code, self.details = status, code, details

    @property
    def answer(self) -> Answer:
        """What the phone reads."""
        words = {"message": self.message} if self.message else {}
        return {"code": self.code, **words, **self.details}


def malformed(message: str, status: int = 422) -> Unanswered:
    """The request is none of the protocol."""
    return Unanswered(status, "malformed", message)


def now() -> str:
    """The server's present moment."""
    return iso(clock.now())


def api(*methods: str, public: bool = False) -> Callable[[View], Callable[..., HttpResponse]]:
    """A view of the protocol: answers a dict, which goes out as signed JSON; refusals do so too.

    Cross-site forgery is checked here because the middleware would answer a failure with a page.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest, **variables: Any) -> HttpResponse:
            status, answer = _answered(request, view, methods, variables)
            return sealed(request, answer, status)

        answered.csrf_exempt = True  # type: ignore[attr-defined]
        answered.refuse_anonymous = refuse_anonymous  # type: ignore[attr-defined]
        return login_not_required(answered) if public else answered

    return decorate


def _answered(
    request: HttpRequest, view: View, methods: tuple[str, ...], variables: dict[str, Any]
) -> tuple[int, Answer]:
    if request.method not in methods:
        return 405, {"code": "method"}
    if request.method not in SAFE and _Forgery(lambda _request: HttpResponse()).finds(request):
        return 403, {"code": "csrf"}
    try:
        return 200, view(request, **variables)
    except Unanswered as refusal:
        return refusal.status, refusal.answer
    except Refused as refusal:
        return refusal.status, {
            "code": "forbidden" if refusal.status == 403 else "refused",
            "message": refusal.message,
        }
    except Http404:
        return 404, {"code": "not_found"}


def refuse_anonymous(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in: said in JSON, for a phone does not follow to a login page."""
    leave_cookie(request)
    return sealed(request, {"code": "login", "now": now()}, 401)


def leave_cookie(request: HttpRequest) -> None:
    """Have this answer not take away the cookie of an expired session.

    On a slow line it arrives after the person has signed in again, and would sign them out.
    """
    request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)


class _Forgery(CsrfViewMiddleware):
    """Django's own check, whose failure is only told."""

    def finds(self, request: HttpRequest) -> bool:
        return self.process_view(request, _nothing, (), {}) is not None

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def _nothing() -> None:
    """A view that is not exempt."""


def sealed(request: HttpRequest, answer: Answer, status: int) -> HttpResponse:
    """The answer as JSON with the receipt's signature, where the request names a device that is known."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json", status=status)
    response["Cache-Control"] = "no-store, private"
    nonce = request.headers.get("X-Vhcv-Nonce", "")
    device = device_named(request)
    if device is not None and NONCE.fullmatch(nonce):
        response["X-Vhcv-Mac"] = receipt(device.receipt_key, nonce, body)
    return response


def receipt(key: str, nonce: str, body: bytes) -> str:
    """The signature of an answer, in hex."""
    return hmac.new(key.encode(), nonce.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def json_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; raises Unanswered where it is none or larger than 512 KB."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_JSON:
        raise malformed("Gói dữ liệu lớn quá 512 KB.", 413)
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise malformed("Dữ liệu gửi lên không phải JSON.") from error
    if not isinstance(sent, dict):
        raise malformed("Dữ liệu gửi lên không phải JSON.")
    return sent


def device_named(request: HttpRequest) -> CaptureDevice | None:
    """The device that the address (``may``) or the body (``device``) names, with its user; asked once."""
    if not hasattr(request, "capture_device"):
        request.capture_device = _device(_named(request))  # type: ignore[attr-defined]
    device: CaptureDevice | None = request.capture_device  # type: ignore[attr-defined]
    return device


def _named(request: HttpRequest) -> Any:
    if request.method in SAFE or "may" in request.GET or request.content_type != "application/json":
        return request.GET.get("may")
    try:
        return json_of(request).get("device")
    except Unanswered:
        return None


def _device(name: Any) -> CaptureDevice | None:
    try:
        pk = UUID(str(name))
    except ValueError:
        return None
    return CaptureDevice.objects.select_related("user").filter(pk=pk).first()


def own_device(request: HttpRequest) -> CaptureDevice:
    """The device named, if it is the signed-in person's and not revoked; raises Unanswered."""
    device = device_named(request)
    if device is None:
        raise Unanswered(403, "forbidden", NOT_REGISTERED)
    if device.user_id != request.user.pk:
        raise Unanswered(409, "other_user", OTHER_USER.format(name=device.user.display_name))
    if is_cut_off(device):
        raise Unanswered(403, "forbidden", REVOKED)
    return device
