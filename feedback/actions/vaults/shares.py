"""Giving a vault's key to a second holder, and taking it back."""

from datetime import date, datetime

from django.db import transaction

from agencies.models import User
from core import audit, sealing
from core.access import may, require
from core.clock import local_day
from feedback.actions.vaults.refusals import VaultLocked, VaultRefused
from feedback.gather.vaults import holding_facts
from feedback.models import HolderKey, Vault, VaultShare
from feedback.rules.vaults import why_not_hold

LAST_HOLDER = (
    "Đây là người giữ cuối cùng của két. Hãy trao phần khóa cho người khác trước, nếu không mọi nội dung "
    "trong két sẽ không ai mở được."
)


def give_share(*, vault: Vault, receiver: HolderKey, private: bytes, actor: User, at: datetime) -> VaultShare:
    """Seal the vault's private half to ``receiver``; ``private`` comes from the actor's unlocked session.

    It takes two people: whoever holds the vault, and another custodian who made a key of their own. The same
    gift twice is harmless. Raises AccessRefused, VaultRefused, VaultLocked for a half that is not its own.
    """
    require(actor, "vault.give", vault)
    with transaction.atomic():
        vault = Vault.objects.select_for_update(of=("self",)).get(pk=vault.pk)
        if sealing.public_of(private) != bytes(vault.public_key):
            raise VaultLocked
        held = VaultShare.objects.filter(vault=vault, holder=receiver, ended_at=None).first()
        if held is not None:
            return held
        if not may(receiver.user, "vault.hold"):
            raise VaultRefused("Người nhận không còn vai trò người giữ danh tính.")
        refuse_unfit(vault, receiver.user, local_day(at))
        share = seal_share(vault, receiver, private, actor, at)
        audit.record(
            "vault.share_given",
            actor=actor,
            subject=share,
            at=at,
            agency_id=vault.body_id,
            after={"vault": vault.code, "holder": receiver.user_id},
        )
    return share


def end_share(*, share: VaultShare, reason: str, actor: User, at: datetime) -> VaultShare:
    """Take a share back: the envelope is emptied, the holder's open session ends with its next page.

    Raises AccessRefused, and VaultRefused for the last holder. Ending an ended share is harmless.
    """
    require(actor, "vault.end_share", share)
    with transaction.atomic():
        vault = Vault.objects.select_for_update(of=("self",)).get(pk=share.vault_id)
        share = VaultShare.objects.select_for_update(of=("self",)).get(pk=share.pk)
        if share.ended_at is not None:
            return share
        if not VaultShare.objects.filter(vault=vault, ended_at=None).exclude(pk=share.pk).exists():
            raise VaultRefused(LAST_HOLDER)
        share.ended_at, share.sealed_key = at, b""
        share.save(update_fields=["ended_at", "sealed_key"])
        audit.record(
            "vault.share_ended",
            actor=actor,
            subject=share,
            at=at,
            agency_id=vault.body_id,
            after={"vault": vault.code, "holder": share.holder.user_id},
            reason=reason,
        )
    return share


def refuse_unfit(vault: Vault, user: User, on: date) -> None:
    """Raise VaultRefused where ``user`` may not hold ``vault`` (feedback.rules.vaults)."""
    facts = holding_facts(vault, user, on)
    why = why_not_hold(vault.body_id, facts.other_bodies, facts.holds_other, facts.workplaces)
    if why:
        raise VaultRefused(why)


def seal_share(vault: Vault, holder: HolderKey, private: bytes, actor: User, at: datetime) -> VaultShare:
    """Write a share; inside the transaction of an act that asked for the right to."""
    return VaultShare.objects.create(
        vault=vault,
        holder=holder,
        sealed_key=sealing.seal(private, bytes(holder.public_key)),
        given_at=at,
        given_by=actor,
    )
