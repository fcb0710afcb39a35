"""The custodians' first page: their key, the vaults and who holds them, what to do next."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import require
from core.cells import Column, Row
from core.dates import format_day, format_moment
from core.numbers import format_integer
from feedback.actions.vaults.openings import REMARK
from feedback.enums import SealedKind, VaultCode
from feedback.gather.vaults import VaultState, fingerprint, vault_states
from feedback.models import HolderKey, Opening, Vault, VaultShare
from feedback.views.vaults.frame import trail
from feedback.views.vaults.unlocking import unlocked_until, unlocked_vaults

PAGE_SIZE = 20
KINDS = {str(kind.value): str(kind.label) for kind in SealedKind} | {REMARK: "Lời góp ý"}
OPENING_COLUMNS: list[Column] = [
    {"label": "Lúc"},
    {"label": "Người mở"},
    {"label": "Nội dung"},
    {"label": "Phản ánh"},
    {"label": "Lý do"},
]


@require_safe
def vault_home(request: HttpRequest) -> HttpResponse:
    """Own key, both vaults, and whether one is open in this session."""
    user: Any = request.user
    require(user, "vault.hold")
    key = HolderKey.objects.filter(user=user).first()
    states = vault_states(clock.today())
    opened = unlocked_vaults(request)
    context = {
        "trail": trail(),
        "key": key,
        "fingerprint": fingerprint(key) if key else "",
        "vaults": [_vault(state, user.pk, opened) for state in states],
        "missing": [code.label for code in VaultCode if code not in {one.vault.code for one in states}],
        "may_make": key is not None and _may_make(states),
        "holds_one": any(holder.share.holder.user_id == user.pk for one in states for holder in one.holders),
        "open_until": _hour(request) if opened else "",
    }
    return render(request, "feedback/vaults/home.html", context)


@require_safe
def vault_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A vault for those who hold it: holders, and every look with who, when, what and why."""
    user: Any = request.user
    require(user, "vault.hold")
    vault = get_object_or_404(Vault.objects.held_by(user), pk=pk)
    state = next(one for one in vault_states(clock.today()) if one.vault.pk == vault.pk)
    openings = Opening.objects.filter(vault=vault).select_related("by", "case").order_by("-at", "-pk")
    page = Paginator(openings, PAGE_SIZE).get_page(request.GET.get("trang"))
    shares = VaultShare.objects.filter(vault=vault).exclude(ended_at=None)
    context = {
        "trail": trail((str(vault), "")),
        "vault": vault,
        "body": state.body,
        "made_on": format_day(clock.local_day(vault.made_at)),
        "holders": [
            {
                "name": one.name,
                "fingerprint": one.fingerprint,
                "since": format_day(clock.local_day(one.share.given_at)),
                "end_url": reverse("vault_share_end", args=[one.share.pk]) if len(state.holders) > 1 else "",
            }
            for one in state.holders
        ],
        "former": [
            (share.holder.user.display_name, format_day(clock.local_day(share.ended_at)))
            for share in shares.select_related("holder__user").order_by("-ended_at", "pk")
        ],
        "page": page,
        "columns": OPENING_COLUMNS,
        "rows": [_opening(opening) for opening in page],
        "is_open": vault.pk in unlocked_vaults(request),
    }
    return render(request, "feedback/vaults/detail.html", context)


def _vault(state: VaultState, user_id: int, opened: dict[int, bytes]) -> dict[str, Any]:
    mine = any(holder.share.holder.user_id == user_id for holder in state.holders)
    return {
        "name": str(state.vault),
        "body": state.body,
        "holders": [holder.name for holder in state.holders],
        "openings": format_integer(state.openings),
        "url": reverse("vault_detail", args=[state.vault.pk]) if mine else "",
        "is_open": state.vault.pk in opened,
        "is_alone": len(state.holders) == 1,
    }


def _may_make(states: list[VaultState]) -> bool:
    """Whether some vault is still without a holder."""
    return len(states) < len(VaultCode) or any(not one.holders for one in states)


def _hour(request: HttpRequest) -> str:
    until = unlocked_until(request)
    return f"{until.astimezone(clock.VIETNAM):%H:%M}" if until else ""


def _opening(opening: Opening) -> Row:
    return [
        {"text": format_moment(opening.at), "header": True, "class": "nowrap"},
        {"text": opening.by.display_name},
        {"text": KINDS.get(opening.kind, opening.kind)},
        {"text": opening.case.short if opening.case else "—"},
        {"text": opening.reason or "—"},
    ]
