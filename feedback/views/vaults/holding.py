"""Making a vault, giving its key to a second holder, taking a share back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.forms import ReasonForm
from agencies.gather.names import last_names
from agencies.models import Agency, User
from agencies.models.scope import scope_of
from core import clock
from core.access import require
from feedback.actions.vaults.make_vault import make_vault
from feedback.actions.vaults.shares import end_share, give_share
from feedback.enums import VaultCode
from feedback.forms.vaults import GiveShareForm, MakeVaultForm
from feedback.gather.vaults import fingerprint, possible_receivers, vault_states
from feedback.models import Vault, VaultShare
from feedback.views.vaults.frame import Words, trail, with_form
from feedback.views.vaults.step_up import fresh_login
from feedback.views.vaults.unlocking import needs_unlocked, unlocked_vaults

MAKE = Words(
    "Tạo két niêm phong",
    "Tạo két",
    "vault",
    lead="Bạn là người giữ đầu tiên của két. Người giữ két làm việc tại cơ quan của két; "
    "phản ánh về cơ quan này sẽ vào két kia.",
    warning="Tạo xong, hãy trao ngay phần khóa cho người giữ thứ hai: két một người giữ mà người ấy quên "
    "mật khẩu là mất hết.",
)
GIVE = Words(
    "Trao phần khóa",
    "Trao phần khóa",
    "user-plus",
    lead="Người nhận mở được mọi nội dung của két, cả nội dung đã niêm phong từ trước.",
)
END = Words(
    "Thu hồi phần khóa",
    "Thu hồi",
    "user-minus",
    warning="Người này không mở được két nữa, kể cả phiên đang mở.",
    is_dangerous=True,
)


@require_http_methods(["GET", "HEAD", "POST"])
def vault_make(request: HttpRequest) -> HttpResponse:
    """Make the first or the second vault."""
    require(request.user, "vault.make")
    return _make(request)


@require_http_methods(["GET", "HEAD", "POST"])
def vault_share_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the vault's key to another custodian who made a key."""
    user: Any = request.user
    require(user, "vault.hold")
    vault = get_object_or_404(Vault.objects.held_by(user), pk=pk)
    return _give(request, vault)


@require_http_methods(["GET", "HEAD", "POST"])
def vault_share_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take a share back."""
    user: Any = request.user
    require(user, "vault.hold")
    shares = VaultShare.objects.filter(vault__in=Vault.objects.held_by(user), ended_at=None)
    share = get_object_or_404(shares.select_related("holder__user", "vault"), pk=pk)
    return _end(request, share)


@fresh_login
def _make(request: HttpRequest) -> HttpResponse:
    held = {state.vault.code for state in vault_states(clock.today()) if state.holders}
    codes = [code for code in VaultCode.values if code not in held]
    bodies = _workplaces(request.user)
    form = MakeVaultForm(request.POST or None, codes=codes, bodies=bodies)

    def act() -> HttpResponse:
        body = Agency.objects.get(pk=form.cleaned_data["body"])
        user: Any = request.user
        vault = make_vault(code=form.cleaned_data["code"], body=body, actor=user, at=clock.now())
        messages.success(request, f"Đã tạo {vault}. Hãy trao phần khóa cho người giữ thứ hai.")
        return redirect("vault_home")

    return with_form(request, form, MAKE, act)


@fresh_login
@needs_unlocked
def _give(request: HttpRequest, vault: Vault) -> HttpResponse:
    receivers = possible_receivers(vault, clock.today())
    form = GiveShareForm(request.POST or None, receivers=receivers)

    def act() -> HttpResponse:
        receiver = form.cleaned_data["receiver"]
        user: Any = request.user
        private = unlocked_vaults(request).get(vault.pk, b"")
        give_share(vault=vault, receiver=receiver, private=private, actor=user, at=clock.now())
        messages.success(request, f"Đã trao phần khóa của {vault} cho {receiver.user.display_name}.")
        return redirect("vault_detail", pk=vault.pk)

    facts = [(key.user.display_name, fingerprint(key)) for key in receivers]
    detail = reverse("vault_detail", args=[vault.pk])
    return with_form(
        request,
        form,
        GIVE,
        act,
        trail=trail((str(vault), detail), (GIVE.title, "")),
        back=detail,
        facts=facts,
        facts_title="Dấu khóa của người có thể nhận",
    )


@fresh_login
def _end(request: HttpRequest, share: VaultShare) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    vault, name = share.vault, share.holder.user.display_name

    def act() -> HttpResponse:
        user: Any = request.user
        end_share(share=share, reason=form.cleaned_data["reason"], actor=user, at=clock.now())
        messages.success(request, f"Đã thu hồi phần khóa của {name}.")
        return redirect("vault_home")

    detail = reverse("vault_detail", args=[vault.pk])
    return with_form(
        request,
        form,
        END,
        act,
        trail=trail((str(vault), detail), (END.title, "")),
        back=detail,
        facts=[(str(vault), name)],
        facts_title="Phần khóa",
    )


def _workplaces(user: Any) -> list[tuple[int, str]]:
    """The rated agencies (or the province) where the person works, by name."""
    assert isinstance(user, User)
    places = scope_of(user, clock.today()).workplaces
    names = last_names({place.rated_agency_id or place.agency_id for place in places})
    return sorted(((pk, version.name) for pk, version in names.items()), key=lambda row: row[1])
