"""Looking at something sealed: each look leaves a row before anything is opened."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit, sealing
from core.access import require
from feedback.actions.vaults.refusals import VaultLocked
from feedback.models import FeedbackCase, Opening, Sealed

REMARK = "remark"


def open_sealed(
    *, sealed: Sealed, keys: Mapping[int, bytes], actor: User, at: datetime, reason: str = ""
) -> bytes:
    """What an envelope of a case holds; ``keys`` are those of the unlocked session, by vault.

    Raises AccessRefused, VaultLocked where the session does not hold the vault, core.sealing.BrokenSeal.
    """
    return open_envelope(
        envelope=bytes(sealed.envelope),
        vault_id=sealed.vault_id,
        kind=sealed.kind,
        case=sealed.case,
        keys=keys,
        actor=actor,
        at=at,
        reason=reason,
    )


def open_envelope(
    *,
    envelope: bytes,
    vault_id: int,
    kind: str,
    case: FeedbackCase | None,
    keys: Mapping[int, bytes],
    actor: User,
    at: datetime,
    reason: str = "",
) -> bytes:
    """As ``open_sealed`` for what is sealed elsewhere (the sentence of a rating: ``REMARK``, no case).

    The row of the look is written first: a seal that turns out broken leaves it all the same.
    """
    require(actor, "vault.hold")
    private = keys.get(vault_id)
    if private is None:
        raise VaultLocked
    with transaction.atomic():
        opening = Opening.objects.create(
            vault_id=vault_id, case=case, kind=kind, reason=reason, by=actor, at=at
        )
        # Neither the case nor the reason: the trail is read by more people than the vault is held by.
        audit.record("vault.opened", actor=actor, subject=opening, at=at, after={"kind": kind})
    return sealing.unseal(envelope, private)
