"""The session as the phone sees it, the phone's registration, and whether it may still be used."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.middleware.csrf import get_token

from core import clock
from core.access import require
from evaluations.access.capture import is_cut_off
from evaluations.actions.capture.hand_over import hand_over
from evaluations.actions.capture.register_device import register_device
from evaluations.models import CaptureDevice
from evaluations.views.capture.answering import (
    Answer,
    Unanswered,
    api,
    json_of,
    leave_cookie,
    malformed,
    now,
    own_device,
)
from evaluations.views.capture.version import newest_version

LOCK_AFTER_DAYS = 14
"""Days after which a phone that has not reached the server locks what it holds."""


@api("GET", public=True)
def capture_session(request: HttpRequest) -> Answer:
    """Who is signed in, with the token that every sending needs."""
    user: Any = request.user
    if not user.is_authenticated:
        leave_cookie(request)
        raise Unanswered(401, "login", now=now())
    return {
        "user": {"id": user.pk, "name": user.display_name},
        "csrf": get_token(request),
        "now": now(),
        "app": newest_version(),
    }


@api("POST")
def capture_register(request: HttpRequest) -> Answer:
    """The keys of this person on this phone."""
    user: Any = request.user
    require(user, "capture.use")
    sent = json_of(request)
    device = register_device(
        phone=_uuid(sent.get("phone")),
        label=str(sent.get("label") or ""),
        app=str(sent.get("app") or ""),
        actor=user,
        at=clock.now(),
    )
    return {
        "device": str(device.pk),
        "user": {"id": user.pk, "name": user.display_name},
        "seal_key": device.seal_key,
        "receipt_key": device.receipt_key,
        "lock_after_days": LOCK_AFTER_DAYS,
    }


def _uuid(text: Any) -> UUID:
    try:
        return UUID(str(text))
    except ValueError as error:
        raise malformed("Mã máy không hợp lệ.") from error


@api("GET", public=True)
def capture_status(request: HttpRequest, pk: UUID) -> Answer:
    """Whether the device may still be used; only the device itself can tell the answer from a forged one."""
    device = CaptureDevice.objects.select_related("user").filter(pk=pk).first()
    if device is None:
        raise Http404
    request.capture_device = device  # type: ignore[attr-defined]
    return {"state": "revoked" if is_cut_off(device) else "active", "now": now()}


@api("GET")
def capture_handover(request: HttpRequest) -> Answer:
    """What a colleague who may send no more left on this phone, for the leader of the team; audited."""
    user: Any = request.user
    handed = hand_over(device=own_device(request), actor=user, at=clock.now())
    return {
        "devices": [
            {
                "device": str(one.device.pk),
                "name": one.device.user.display_name,
                "seal_key": one.device.seal_key,
                "visits": [str(visit) for visit in one.visits],
            }
            for one in handed
        ]
    }
