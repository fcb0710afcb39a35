"""A custodian's passphrase opens their shares."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, sealing
from core.access import require
from core.text import nfc
from feedback.actions.vaults.holder_key import NO_KEY
from feedback.actions.vaults.refusals import VaultRefused
from feedback.models import HolderKey, VaultShare

NO_SHARE = "Bạn chưa được trao phần khóa của két nào. Hãy nhờ người đang giữ két trao cho."


def unlock_vaults(*, passphrase: str, actor: User, at: datetime) -> dict[int, bytes]:
    """The private half of each vault that the actor holds, by the vault's id.

    The caller keeps them no longer than the session (feedback.views.vaults.unlocking). Raises AccessRefused,
    VaultRefused without a key or share, core.sealing.WrongPassphrase; neither leaves a row.
    """
    require(actor, "vault.hold")
    key = HolderKey.objects.filter(user=actor).first()
    if key is None:
        raise VaultRefused(NO_KEY)
    shares = list(VaultShare.objects.held_by(actor).order_by("vault_id"))
    if not shares:
        raise VaultRefused(NO_SHARE)
    own = sealing.unwrap(bytes(key.wrapped_key), nfc(passphrase))
    opened = {share.vault_id: sealing.unseal(bytes(share.sealed_key), own) for share in shares}
    with transaction.atomic():
        audit.record("vault.unlocked", actor=actor, subject=key, at=at, after={"vaults": sorted(opened)})
    return opened
