"""Vaults are made once, given by who holds them to who may hold them, and never left without a holder."""

import pytest
from django.db import DatabaseError, transaction

from agencies.enums import Role
from agencies.models import RoleGrant
from agencies.tests.cast import Cast
from core.errors import AccessRefused
from core.sealing import seal
from feedback.actions.vaults.holder_key import renew_holder_key
from feedback.actions.vaults.make_vault import make_vault
from feedback.actions.vaults.openings import open_sealed
from feedback.actions.vaults.refusals import VaultLocked, VaultRefused
from feedback.actions.vaults.shares import end_share, give_share
from feedback.actions.vaults.unlock import unlock_vaults
from feedback.enums import VaultCode
from feedback.models import FeedbackCase, HolderKey, Opening, Sealed, Vault, VaultShare
from feedback.tests.conftest import AT
from feedback.tests.factories import PASSPHRASE, make_holder_key
from feedback.tests.vaults.conftest import Custody


@pytest.fixture
def sealed(custody: Custody) -> Sealed:
    """The contact of a case in the first vault."""
    case = FeedbackCase.objects.create(
        form_digest="f", receipt_digest="r", vault=custody.vault, received_on=AT.date()
    )
    envelope = seal(b"09012345", bytes(custody.vault.public_key))
    return Sealed.objects.create(
        case=case, vault=custody.vault, kind="contact", envelope=envelope, day=AT.date()
    )


def test_the_first_holder_makes_the_vault_of_their_own_office(cast: Cast) -> None:
    make_holder_key(cast.custodian)
    vault = make_vault(code=VaultCode.FIRST, body=cast.home_affairs, actor=cast.custodian, at=AT)
    assert list(unlock_vaults(passphrase=PASSPHRASE, actor=cast.custodian, at=AT)) == [vault.pk]
    with pytest.raises(VaultRefused, match="đã có"):
        make_vault(code=VaultCode.FIRST, body=cast.home_affairs, actor=cast.custodian, at=AT)


def test_a_vault_of_an_office_where_one_does_not_work_is_refused(cast: Cast) -> None:
    make_holder_key(cast.custodian)
    with pytest.raises(VaultRefused, match="đang làm việc tại"):
        make_vault(code=VaultCode.FIRST, body=cast.department, actor=cast.custodian, at=AT)
    assert not Vault.objects.exists()


def test_the_second_vault_is_of_another_office_and_another_person(custody: Custody, cast: Cast) -> None:
    make_holder_key(custody.outsider)
    make_holder_key(custody.colleague)
    with pytest.raises(VaultRefused, match="hai cơ quan khác nhau"):
        make_vault(code=VaultCode.SECOND, body=cast.home_affairs, actor=custody.colleague, at=AT)
    second = make_vault(code=VaultCode.SECOND, body=cast.department, actor=custody.outsider, at=AT)
    assert second.body == cast.department


def test_a_holder_gives_the_key_to_a_colleague_who_then_opens_the_same_vault(custody: Custody) -> None:
    key = make_holder_key(custody.colleague)
    act = {"vault": custody.vault, "receiver": key, "private": custody.private, "actor": custody.holder}
    share = give_share(**act, at=AT)
    assert give_share(**act, at=AT) == share
    opened = unlock_vaults(passphrase=PASSPHRASE, actor=custody.colleague, at=AT)
    assert opened == {custody.vault.pk: custody.private}


@pytest.mark.parametrize("who", ["colleague", "outsider"])
def test_nobody_gives_what_they_do_not_hold(custody: Custody, who: str) -> None:
    key = make_holder_key(custody.colleague)
    with pytest.raises(AccessRefused):
        give_share(
            vault=custody.vault,
            receiver=key,
            private=custody.private,
            actor=getattr(custody, who),
            at=AT,
        )


def test_the_half_of_another_vault_is_not_given_as_this_ones(custody: Custody) -> None:
    key = make_holder_key(custody.colleague)
    with pytest.raises(VaultLocked):
        give_share(vault=custody.vault, receiver=key, private=b"x" * 32, actor=custody.holder, at=AT)


def test_whoever_works_elsewhere_or_lost_the_role_is_given_nothing(custody: Custody) -> None:
    act = {"vault": custody.vault, "private": custody.private, "actor": custody.holder, "at": AT}
    with pytest.raises(VaultRefused, match="đang làm việc tại"):
        give_share(receiver=make_holder_key(custody.outsider), **act)
    key = make_holder_key(custody.colleague)
    RoleGrant.objects.filter(user=custody.colleague, role=Role.CUSTODIAN).delete()
    with pytest.raises(VaultRefused, match="không còn vai trò"):
        give_share(receiver=HolderKey.objects.get(pk=key.pk), **act)


def test_a_share_taken_back_is_emptied_and_the_last_one_stays(custody: Custody) -> None:
    key = make_holder_key(custody.colleague)
    share = give_share(
        vault=custody.vault, receiver=key, private=custody.private, actor=custody.holder, at=AT
    )
    end_share(share=share, reason="Chuyển công tác", actor=custody.holder, at=AT)
    share.refresh_from_db()
    assert (share.ended_at, bytes(share.sealed_key)) == (AT, b"")
    last = VaultShare.objects.get(vault=custody.vault, ended_at=None)
    with pytest.raises(VaultRefused, match="người giữ cuối cùng"):
        end_share(share=last, reason="Nghỉ hưu", actor=custody.holder, at=AT)


def test_a_vault_without_a_holder_gets_a_fresh_pair(custody: Custody, cast: Cast) -> None:
    before = bytes(custody.vault.public_key)
    renew_holder_key(passphrase="một câu khác hẳn câu cũ", actor=custody.holder, at=AT)
    made = make_vault(code=VaultCode.FIRST, body=cast.home_affairs, actor=custody.holder, at=AT)
    assert made.pk == custody.vault.pk
    assert bytes(made.public_key) != before


def test_a_look_leaves_a_row_that_nobody_takes_back(custody: Custody, sealed: Sealed) -> None:
    keys = {custody.vault.pk: custody.private}
    data = open_sealed(sealed=sealed, keys=keys, actor=custody.holder, at=AT, reason="Trả lời người gửi")
    assert data == b"09012345"
    opening = Opening.objects.get()
    assert (opening.by, opening.kind, opening.case) == (custody.holder, "contact", sealed.case)
    for act in (Opening.objects.all().delete, lambda: Opening.objects.update(reason="")):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            act()


def test_without_the_key_or_the_role_nothing_is_seen_and_no_row_is_left(
    custody: Custody, sealed: Sealed, cast: Cast
) -> None:
    with pytest.raises(VaultLocked):
        open_sealed(sealed=sealed, keys={}, actor=custody.holder, at=AT)
    with pytest.raises(AccessRefused):
        open_sealed(sealed=sealed, keys={custody.vault.pk: custody.private}, actor=cast.admin, at=AT)
    assert not Opening.objects.exists()
