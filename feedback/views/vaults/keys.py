"""A custodian's own key: making it, changing its passphrase, beginning anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from feedback.actions.vaults.holder_key import change_passphrase, make_holder_key, renew_holder_key
from feedback.forms.vaults import ChangePassphraseForm, MakeKeyForm
from feedback.views.vaults.frame import Words, with_form
from feedback.views.vaults.step_up import fresh_login
from feedback.views.vaults.unlocking import forget_vaults

KEEP_IT = (
    "Mật khẩu khóa không lưu ở đâu trong cổng và không ai đặt lại được. Quên mật khẩu nghĩa là mất phần khóa "
    "của mình; nếu là người giữ duy nhất thì mọi nội dung đã niêm phong trong két mất vĩnh viễn."
)
MAKE = Words(
    "Tạo khóa của người giữ",
    "Tạo khóa",
    "key-round",
    lead="Khóa này mở phần két được trao cho bạn. Chỉ mật khẩu khóa của bạn mở được nó.",
    warning=KEEP_IT,
)
CHANGE = Words("Đổi mật khẩu khóa", "Đổi mật khẩu khóa", "save", lead="Khóa giữ nguyên, chỉ đổi mật khẩu.")
RENEW = Words(
    "Quên mật khẩu khóa: làm lại từ đầu",
    "Làm lại khóa",
    "refresh-cw",
    lead="Khóa cũ bị bỏ, các phần khóa đã trao cho bạn hết hiệu lực. Người giữ khác phải trao lại.",
    warning="Nếu bạn là người giữ duy nhất của két, mọi nội dung đã niêm phong trong két mất vĩnh viễn.",
    is_dangerous=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
def key_make(request: HttpRequest) -> HttpResponse:
    """Make one's own key."""
    require(request.user, "vault.hold")
    return _make(request)


@require_http_methods(["GET", "HEAD", "POST"])
def key_change(request: HttpRequest) -> HttpResponse:
    """Change the passphrase."""
    require(request.user, "vault.hold")
    return _change(request)


@require_http_methods(["GET", "HEAD", "POST"])
def key_renew(request: HttpRequest) -> HttpResponse:
    """Begin anew after the passphrase was lost."""
    require(request.user, "vault.hold")
    return _renew(request)


@fresh_login
def _make(request: HttpRequest) -> HttpResponse:
    form = MakeKeyForm(request.POST or None)

    def act() -> HttpResponse:
        user: Any = request.user
        make_holder_key(passphrase=form.cleaned_data["new_passphrase"], actor=user, at=clock.now())
        messages.success(
            request, "Đã tạo khóa. Hãy nhờ người giữ két trao phần khóa, hoặc tạo két nếu chưa có."
        )
        return redirect("vault_home")

    return with_form(request, form, MAKE, act)


@fresh_login
def _change(request: HttpRequest) -> HttpResponse:
    form = ChangePassphraseForm(request.POST or None)

    def act() -> HttpResponse:
        user: Any = request.user
        change_passphrase(
            passphrase=form.cleaned_data["passphrase"],
            new_passphrase=form.cleaned_data["new_passphrase"],
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã đổi mật khẩu khóa.")
        return _closed(request)

    return with_form(request, form, CHANGE, act)


@fresh_login
def _renew(request: HttpRequest) -> HttpResponse:
    form = MakeKeyForm(request.POST or None)

    def act() -> HttpResponse:
        user: Any = request.user
        renew_holder_key(passphrase=form.cleaned_data["new_passphrase"], actor=user, at=clock.now())
        messages.success(request, "Đã làm lại khóa. Hãy nhờ người giữ khác của két trao lại phần khóa.")
        return _closed(request)

    return with_form(request, form, RENEW, act)


def _closed(request: HttpRequest) -> HttpResponse:
    """Back to the first page with no vault open any more."""
    response = redirect("vault_home")
    forget_vaults(request, response)
    return response
