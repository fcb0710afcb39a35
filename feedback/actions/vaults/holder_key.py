"""A custodian makes their own key, changes its passphrase, or begins anew after losing it.

The passphrase is compared nowhere and kept nowhere: it either opens the wrapped half or it does not. It is
brought to NFC, since one keyboard writes "ế" in one sign and another in three.
"""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, sealing
from core.access import require
from core.text import nfc
from feedback.actions.vaults.refusals import VaultRefused, WeakPassphrase
from feedback.models import HolderKey, VaultShare
from feedback.rules.vaults import why_weak

HAS_A_KEY = "Bạn đã có khóa. Muốn đổi mật khẩu khóa, hãy dùng mục Đổi mật khẩu khóa."
NO_KEY = "Bạn chưa có khóa của người giữ. Hãy tạo khóa trước."


def make_holder_key(*, passphrase: str, actor: User, at: datetime) -> HolderKey:
    """Make the actor's pair, its private half wrapped under ``passphrase``.

    Raises AccessRefused, WeakPassphrase, and VaultRefused where there is one already.
    """
    require(actor, "vault.hold")
    wrapped, public = _fresh(passphrase)
    with transaction.atomic():
        key, is_new = HolderKey.objects.get_or_create(
            user=actor, defaults={"public_key": public, "wrapped_key": wrapped, "made_at": at}
        )
        if not is_new:
            raise VaultRefused(HAS_A_KEY)
        audit.record("holder_key.made", actor=actor, subject=key, at=at)
    return key


def change_passphrase(*, passphrase: str, new_passphrase: str, actor: User, at: datetime) -> HolderKey:
    """Wrap the same private half under another passphrase.

    Raises AccessRefused, WeakPassphrase, VaultRefused without a key, core.sealing.WrongPassphrase.
    """
    require(actor, "vault.hold")
    _refuse_weak(new_passphrase)
    with transaction.atomic():
        key = locked_key(actor)
        private = sealing.unwrap(bytes(key.wrapped_key), nfc(passphrase))
        key.wrapped_key = sealing.wrap(private, nfc(new_passphrase))
        key.save(update_fields=["wrapped_key"])
        audit.record("holder_key.changed", actor=actor, subject=key, at=at)
    return key


def renew_holder_key(*, passphrase: str, actor: User, at: datetime) -> HolderKey:
    """Begin anew after the passphrase was lost: a fresh pair, and every share of the old one ends.

    What only this person could open stays shut for ever; the page says so before. Raises as
    ``make_holder_key``.
    """
    require(actor, "vault.hold")
    wrapped, public = _fresh(passphrase)
    with transaction.atomic():
        key = locked_key(actor)
        ended = VaultShare.objects.filter(holder=key, ended_at=None).update(ended_at=at, sealed_key=b"")
        key.public_key, key.wrapped_key, key.made_at = public, wrapped, at
        key.save(update_fields=["public_key", "wrapped_key", "made_at"])
        audit.record("holder_key.renewed", actor=actor, subject=key, at=at, after={"shares_ended": ended})
    return key


def locked_key(actor: User) -> HolderKey:
    """The actor's key, locked until the transaction ends; raises VaultRefused without one."""
    key = HolderKey.objects.select_for_update(of=("self",)).filter(user=actor).first()
    if key is None:
        raise VaultRefused(NO_KEY)
    return key


def _fresh(passphrase: str) -> tuple[bytes, bytes]:
    _refuse_weak(passphrase)
    pair = sealing.new_pair()
    return sealing.wrap(pair.private, nfc(passphrase)), pair.public


def _refuse_weak(passphrase: str) -> None:
    why = why_weak(nfc(passphrase))
    if why:
        raise WeakPassphrase(why)
