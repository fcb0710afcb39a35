"""Opening the vaults for this session by the passphrase, and closing them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from core.errors import TooManyTries
from core.rates import within_rate
from feedback.actions.vaults.unlock import unlock_vaults
from feedback.forms.vaults import UnlockForm
from feedback.views.vaults.frame import Words, with_form
from feedback.views.vaults.step_up import fresh_login
from feedback.views.vaults.unlocking import IDLE, forget_vaults, remember_vaults, way_back

MOST_TRIES, IN_SECONDS = 10, 300
WORDS = Words(
    "Mở két",
    "Mở két",
    "lock-keyhole-open",
    lead=f"Két mở trong phiên này và tự khóa sau {IDLE.seconds // 60} phút không dùng. "
    "Mỗi lần mở một nội dung đều được ghi lại.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def vault_unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the passphrase, then go where the person came from."""
    require(request.user, "vault.hold")
    return _unlock(request)


@fresh_login
def _unlock(request: HttpRequest) -> HttpResponse:
    form = UnlockForm(request.POST or None)

    def act() -> HttpResponse:
        user: Any = request.user
        if not within_rate("vault-unlock", str(user.pk), MOST_TRIES, IN_SECONDS):
            raise TooManyTries("Đã thử quá nhiều lần. Hãy chờ năm phút rồi nhập lại.")
        opened = unlock_vaults(passphrase=form.cleaned_data["passphrase"], actor=user, at=clock.now())
        response = redirect(way_back(request))
        remember_vaults(request, response, opened)
        return response

    return with_form(request, form, WORDS, act)


@require_POST
def vault_lock(request: HttpRequest) -> HttpResponse:
    """Close the vaults of this session."""
    require(request.user, "vault.hold")
    response = redirect("vault_home")
    forget_vaults(request, response)
    messages.success(request, "Đã khóa két trong phiên này.")
    return response
