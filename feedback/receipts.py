"""The receipt by which a sender follows a case: 16 digits made from the form's own id, kept nowhere.

The id travels inside the form and is never stored; the database holds keyed digests of it and of the receipt.
The receipt also depends on what was sent, so the same form with the same words gives the same receipt and
with other words is noticed, although no digest of the words is kept.
"""

import hmac
import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.conf import settings

DIGITS = 16
_BETWEEN = re.compile(r"[\s.\-–—]+")


def form_digest(form_id: UUID) -> str:
    """What is kept of a form's id."""
    return _digest(settings.SECRET_KEY, b"form", form_id.bytes).hex()


def message_row(form_id: UUID, case_id: UUID, text: str) -> UUID:
    """The id of the envelope of further words: the same for the same words of one form about one case."""
    data = form_id.bytes + case_id.bytes + text.encode()
    return UUID(bytes=_digest(settings.SECRET_KEY, b"message", data)[:16])


def receipt_of(form_id: UUID, content: Iterable[bytes]) -> str:
    """The 16 digits for what was sent by a form."""
    parts = b"".join(len(part).to_bytes(8, "big") + part for part in content)
    number = int.from_bytes(_digest(settings.SECRET_KEY, b"receipt", form_id.bytes + parts)[:16], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def receipt_digest(receipt: str) -> str:
    """What is kept of a receipt."""
    return _digest(settings.SECRET_KEY, b"receipt-digest", receipt.encode()).hex()


def receipt_digests(receipt: str) -> list[str]:
    """What may have been kept of a receipt, under today's key and those of before."""
    return [_digest(key, b"receipt-digest", receipt.encode()).hex() for key in _keys()]


def receipt_in(typed: str) -> str | None:
    """The 16 digits in what somebody typed, grouped as they like; None where it is no receipt."""
    digits = _BETWEEN.sub("", typed)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def grouped(receipt: str) -> str:
    """As it is read and written: "1234 5678 9012 3456"."""
    return " ".join(receipt[place : place + 4] for place in range(0, DIGITS, 4))


def _keys() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from (str(key) for key in settings.SECRET_KEY_FALLBACKS)


def _digest(key: str, purpose: bytes, data: bytes) -> bytes:
    return hmac.new(key.encode(), b"feedback.case:" + purpose + b":" + data, "sha256").digest()
