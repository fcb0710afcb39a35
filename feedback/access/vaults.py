"""Who may hold a key to citizens' words, and give or end a share of it (RELIABILITY §2.2, contact: †, ‡)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from feedback.models import Vault, VaultShare

if TYPE_CHECKING:
    from agencies.models import User

NOT_A_CUSTODIAN = "Chỉ người giữ danh tính công dân dùng được trang này."
NOT_A_HOLDER = "Chỉ người đang giữ két này mới trao hoặc thu hồi phần khóa."


@permission("vault.hold", "Giữ khóa và mở két niêm phong")
def may_hold(user: "User", _nothing: None) -> Verdict:
    """Custodians by their own role: a lent role brings no key with it, so it opens nothing."""
    held = scope_of(user, clock.today()).roles
    if any(role.role == Role.CUSTODIAN and role.giver_id is None for role in held):
        return Allowed()
    return Denied(NOT_A_CUSTODIAN)


@permission("vault.make", "Tạo két niêm phong")
def may_make(user: "User", _nothing: None) -> Verdict:
    """Custodians; where they work decides which vault."""
    return may_hold(user, None)


@permission("vault.give", "Trao phần khóa của két")
def may_give(user: "User", vault: Vault) -> Verdict:
    """Who holds the vault."""
    return _holder(user, vault.pk)


@permission("vault.end_share", "Thu hồi phần khóa của két")
def may_end(user: "User", share: VaultShare) -> Verdict:
    """Who holds the same vault, the share's own holder among them."""
    return _holder(user, share.vault_id)


def _holder(user: "User", vault_id: int) -> Verdict:
    verdict = may_hold(user, None)
    if not verdict:
        return verdict
    if VaultShare.objects.held_by(user).filter(vault=vault_id).exists():
        return Allowed()
    return Denied(NOT_A_HOLDER)
