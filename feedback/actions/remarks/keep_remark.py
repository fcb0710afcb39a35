"""A citizen's sentence is sealed the moment it comes in."""

from datetime import date

from core.sealing import seal
from feedback.gather.vaults import vault_for
from feedback.models import Counter, Remark
from feedback.rules.low_marks import is_low
from feedback.rules.remarks import padded


def keep_remark(
    *, counter: Counter, agency_id: int, text: str, stars: int, day: date, is_suspect: bool = False
) -> Remark | None:
    """Seal ``text`` (1–300 signs, see feedback.rules.remarks) to the vault that may read about the agency.

    The row is joined to no rating and tells the day and whether the mark was low; nothing keeps the words in
    clear, so they are no part of the replay of a form: the act that keeps the rating calls this once. None,
    and nothing is kept, while no vault may take words about this agency in.
    """
    vault = vault_for(agency_id, day)
    if vault is None:
        return None
    return Remark.objects.create(
        vault=vault,
        counter=counter,
        agency_id=agency_id,
        day=day,
        is_low=is_low(stars),
        is_suspect=is_suspect,
        envelope=seal(padded(text), bytes(vault.public_key)),
    )
