"""The first holder makes a vault."""

from datetime import datetime

from django.db import transaction

from agencies.models import Agency, User
from core import audit, sealing
from core.access import require
from core.clock import local_day
from feedback.actions.vaults.holder_key import locked_key
from feedback.actions.vaults.refusals import VaultRefused
from feedback.actions.vaults.shares import refuse_unfit, seal_share
from feedback.enums import VaultCode
from feedback.models import Vault, VaultShare


def make_vault(*, code: VaultCode, body: Agency, actor: User, at: datetime) -> Vault:
    """Make the vault of ``body``; the actor, who works there, is its first holder.

    The private half exists for a moment in memory and then only inside the actor's share. A vault whose last
    holder lost their key gets a fresh pair, for nothing sealed to the old one can ever be read. Raises
    AccessRefused, and VaultRefused where the vault is held or the actor may not hold it.
    """
    require(actor, "vault.make")
    pair = sealing.new_pair()
    with transaction.atomic():
        key = locked_key(actor)
        vault = Vault.objects.select_for_update(of=("self",)).filter(code=code).first()
        if vault is not None and VaultShare.objects.filter(vault=vault, ended_at=None).exists():
            raise VaultRefused(f"{vault} đã có và đang có người giữ. Hãy nhờ người giữ trao phần khóa.")
        if Vault.objects.filter(body=body).exclude(code=code).exists():
            raise VaultRefused("Két kia đã thuộc cơ quan này. Hai két phải ở hai cơ quan khác nhau.")
        vault = vault or Vault(code=code)
        vault.body, vault.public_key = body, pair.public
        vault.made_at, vault.made_by = at, actor
        refuse_unfit(vault, actor, local_day(at))
        vault.save()
        seal_share(vault, key, pair.private, actor, at)
        audit.record(
            "vault.made", actor=actor, subject=vault, at=at, agency_id=body.pk, after={"code": str(code)}
        )
    return vault
