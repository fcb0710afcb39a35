"""A holder's key opens with its passphrase alone, however the keyboard writes it."""

import unicodedata

import pytest

from agencies.tests.cast import Cast
from core import sealing
from core.errors import AccessRefused
from core.models import AuditEntry
from feedback.actions.vaults.holder_key import change_passphrase, make_holder_key, renew_holder_key
from feedback.actions.vaults.refusals import VaultRefused, WeakPassphrase
from feedback.actions.vaults.unlock import unlock_vaults
from feedback.models import HolderKey, VaultShare
from feedback.tests.conftest import AT
from feedback.tests.factories import PASSPHRASE
from feedback.tests.vaults.conftest import Custody

OTHER = "tuần sau trời lại mưa"


def test_a_key_is_made_once_and_its_passphrase_is_kept_nowhere(cast: Cast) -> None:
    key = make_holder_key(passphrase=PASSPHRASE, actor=cast.custodian, at=AT)
    assert sealing.public_of(sealing.unwrap(bytes(key.wrapped_key), PASSPHRASE)) == bytes(key.public_key)
    assert PASSPHRASE.encode() not in bytes(key.wrapped_key)
    with pytest.raises(VaultRefused):
        make_holder_key(passphrase=OTHER, actor=cast.custodian, at=AT)
    entry = AuditEntry.objects.get(event="holder_key.made")
    assert PASSPHRASE not in str(entry.after) + entry.reason


def test_only_custodians_make_a_key(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        make_holder_key(passphrase=PASSPHRASE, actor=cast.admin, at=AT)
    assert not HolderKey.objects.exists()


def test_a_weak_passphrase_is_refused(cast: Cast) -> None:
    with pytest.raises(WeakPassphrase):
        make_holder_key(passphrase="ngắn", actor=cast.custodian, at=AT)


def test_both_spellings_of_one_passphrase_open(custody: Custody) -> None:
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    assert typed != PASSPHRASE
    opened = unlock_vaults(passphrase=typed, actor=custody.holder, at=AT)
    assert opened == {custody.vault.pk: custody.private}


def test_a_wrong_passphrase_opens_nothing_and_leaves_no_row(custody: Custody) -> None:
    with pytest.raises(sealing.WrongPassphrase):
        unlock_vaults(passphrase=OTHER, actor=custody.holder, at=AT)
    assert not AuditEntry.objects.filter(event="vault.unlocked").exists()


def test_a_changed_passphrase_opens_the_same_vaults(custody: Custody) -> None:
    change_passphrase(passphrase=PASSPHRASE, new_passphrase=OTHER, actor=custody.holder, at=AT)
    with pytest.raises(sealing.WrongPassphrase):
        unlock_vaults(passphrase=PASSPHRASE, actor=custody.holder, at=AT)
    assert custody.vault.pk in unlock_vaults(passphrase=OTHER, actor=custody.holder, at=AT)


def test_a_key_made_anew_ends_what_the_lost_one_held(custody: Custody) -> None:
    renew_holder_key(passphrase=OTHER, actor=custody.holder, at=AT)
    share = VaultShare.objects.get(vault=custody.vault)
    assert (share.ended_at, bytes(share.sealed_key)) == (AT, b"")
    with pytest.raises(VaultRefused, match="chưa được trao"):
        unlock_vaults(passphrase=OTHER, actor=custody.holder, at=AT)
