"""Vaults unlocked for a while in one browser session.

The private halves lie in the server's session under a lock whose key is a cookie of this browser alone: the
database without the cookie opens nothing, nor does the cookie without the database. The cookie goes to the
custodian's addresses only (``DESK_PATH``), never to a script, never along from another site. A session ends
after IDLE without use, after LONGEST in any case, and with logout, another sign-in or a changed password,
which throw the server's half away. What was taken back (share, role, account) opens nothing from then on.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from core import clock, sealing
from core.access import may
from feedback.models import VaultShare

COOKIE = "vhcv_ket"
SESSION_KEY = "unlocked_vaults"
DESK_PATH = "/niem-phong/"
"""Every page that opens an envelope stands below this address: elsewhere the cookie does not come along."""
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=2)
NOTICED_AFTER = timedelta(minutes=1)
NEXT = "tiep"
View = Callable[..., HttpResponse]


def unlocked_vaults(request: HttpRequest) -> dict[int, bytes]:
    """The private half of each vault open in this session, by the vault's id; empty where none is.

    Counts as use, so the session goes on for another IDLE (asked once a request: two queries, and a third at
    most once a minute).
    """
    known: dict[int, bytes] | None = getattr(request, "unlocked", None)
    if known is None:
        known = _found(request)
        request.unlocked = known  # type: ignore[attr-defined]
    return known


def _found(request: HttpRequest) -> dict[int, bytes]:
    kept, at = _kept(request), clock.now()
    if kept is None:
        return {}
    opened = _opened(kept, request.COOKIES.get(COOKIE, ""))
    user: Any = request.user
    if not opened or not may(user, "vault.hold"):
        forget_vaults(request)
        return {}
    held = set(VaultShare.objects.held_by(user).values_list("vault_id", flat=True))
    if at - datetime.fromisoformat(kept["used"]) >= NOTICED_AFTER:
        request.session[SESSION_KEY] = {**kept, "used": at.isoformat()}
    return {vault: private for vault, private in opened.items() if vault in held}


def unlocked_until(request: HttpRequest) -> datetime | None:
    """When the session ends if nothing more is done in it; None where none is open."""
    kept = _kept(request)
    return None if kept is None else _end(kept)


def remember_vaults(request: HttpRequest, response: HttpResponse, opened: dict[int, bytes]) -> None:
    """Keep what a passphrase just opened; the answer takes the cookie along."""
    key, at = sealing.new_key(), clock.now().isoformat()
    words = json.dumps({str(vault): private.hex() for vault, private in opened.items()})
    request.session[SESSION_KEY] = {
        "box": sealing.locked(words.encode(), key).hex(),
        "user": request.user.pk,
        "since": at,
        "used": at,
    }
    response.set_cookie(
        COOKIE,
        key.hex(),
        max_age=LONGEST,
        path=DESK_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget_vaults(request: HttpRequest, response: HttpResponse | None = None) -> None:
    """End the session; without the server's half the cookie opens nothing."""
    request.session.pop(SESSION_KEY, None)
    request.unlocked = {}  # type: ignore[attr-defined]
    if response is not None:
        response.delete_cookie(COOKIE, path=DESK_PATH, samesite="Strict")


def needs_unlocked(view: View) -> View:
    """A page that opens envelopes: asks for the passphrase first and leads back. The view checks rights."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may(request.user, "vault.hold") and not unlocked_vaults(request):
            return redirect(unlock_address(request.get_full_path() if request.method == "GET" else ""))
        return view(request, *args, **kwargs)

    return answer


def unlock_address(back: str = "") -> str:
    """Where the passphrase is asked, and where it leads afterwards."""
    address = reverse("vault_unlock")
    return f"{address}?{urlencode({NEXT: back})}" if back else address


def way_back(request: HttpRequest) -> str:
    """Where to go once unlocked: a page of the desk, never another site."""
    back = request.GET.get(NEXT, "")
    if back.startswith(DESK_PATH) and url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return back
    return reverse("vault_home")


def _kept(request: HttpRequest) -> dict[str, Any] | None:
    kept = request.session.get(SESSION_KEY)
    if not kept:
        return None
    if kept["user"] != request.user.pk or clock.now() >= _end(kept):
        forget_vaults(request)
        return None
    return dict(kept)


def _end(kept: dict[str, Any]) -> datetime:
    used, since = (datetime.fromisoformat(kept[name]) for name in ("used", "since"))
    return min(used + IDLE, since + LONGEST)


def _opened(kept: dict[str, Any], cookie: str) -> dict[int, bytes]:
    try:
        words = sealing.unlocked(bytes.fromhex(kept["box"]), bytes.fromhex(cookie))
    except (sealing.BrokenSeal, ValueError):
        return {}
    return {int(vault): bytes.fromhex(private) for vault, private in json.loads(words).items()}
