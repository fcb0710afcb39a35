"""A custodian looks at what a citizen wrote; each look leaves its row first (actions.vaults.openings)."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.access import require
from core.errors import Refused
from core.sealing import unseal
from feedback.actions.triage.trace import note_triage
from feedback.actions.vaults.openings import REMARK, open_sealed
from feedback.enums import SealedKind
from feedback.models import FeedbackCase, Opening, Remark, Sealed, Vault
from feedback.rules.envelopes import text_of
from feedback.rules.remarks import unpadded

Keys = Mapping[int, bytes]


class NothingSealed(Refused):
    """The sender left nothing of this kind, or erased it since (HTTP 404)."""

    status = 404

    def __init__(self) -> None:
        super().__init__("Phản ánh này không có nội dung ấy, hoặc người gửi đã xóa.")


def envelopes(case: FeedbackCase) -> Sequence[Sealed]:
    """Every envelope of a case in an order that lasts, the bytes left in the database (one query)."""
    return list(case.sealed.defer("envelope").order_by("day", "kind", "pk"))


def read_text(*, case: FeedbackCase, keys: Keys, actor: User, at: datetime) -> str:
    """What the citizen wrote; raises AccessRefused, NothingSealed, VaultLocked, core.sealing.BrokenSeal."""
    require(actor, "case.triage", case)
    return _words(_only(case, SealedKind.TEXT), keys, actor, at)


def read_message(*, message: Sealed, keys: Keys, actor: User, at: datetime) -> str:
    """What the citizen wrote later; raises as ``read_text``."""
    require(actor, "case.triage", message.case)
    return _words(message, keys, actor, at)


def read_photo(*, photo: Sealed, keys: Keys, actor: User, at: datetime) -> bytes:
    """A photo as JPEG bytes, drawn anew when it came in; raises as ``read_text``."""
    require(actor, "case.triage", photo.case)
    return open_sealed(sealed=photo, keys=keys, actor=actor, at=at)


def read_remarks(*, remarks: Iterable[Remark], keys: Keys, actor: User, at: datetime) -> dict[str, str]:
    """The sentences of ratings by id, those of unlocked vaults; a row for each, in a few statements.

    Raises AccessRefused, core.sealing.BrokenSeal.
    """
    require(actor, "remark.read")
    mine = [remark for remark in remarks if remark.vault_id in keys and remark.envelope]
    by_vault = Tally(remark.vault_id for remark in mine)
    with transaction.atomic():
        Opening.objects.bulk_create(
            [Opening(vault_id=remark.vault_id, kind=REMARK, by=actor, at=at) for remark in mine]
        )
        for vault in Vault.objects.filter(pk__in=by_vault).order_by("pk"):
            note_triage("vault.opened", vault, actor=actor, at=at, kind=REMARK, count=by_vault[vault.pk])
    return {str(one.pk): unpadded(unseal(bytes(one.envelope), keys[one.vault_id])) for one in mine}


def _words(sealed: Sealed, keys: Keys, actor: User, at: datetime) -> str:
    return text_of(open_sealed(sealed=sealed, keys=keys, actor=actor, at=at))


def _only(case: FeedbackCase, kind: SealedKind) -> Sealed:
    sealed = case.sealed.filter(kind=kind).select_related("case").order_by("day", "pk").first()
    if sealed is None:
        raise NothingSealed
    return sealed


def looks_at_contact(case: FeedbackCase) -> list[Opening]:
    """Who looked at the contact of a case, newest first."""
    looks = case.openings.filter(kind=SealedKind.CONTACT).select_related("by")
    return list(looks.order_by("-at", "-pk"))
