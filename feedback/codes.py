"""The code of a counter as it is printed: its token and a signature, so that a forged one is known at sight.

A token is 22 signs of URL-safe base64; 16 signs of HMAC-SHA256 (96 bits) follow. The key is QR_SIGNING_KEY,
or the portal's SECRET_KEY; keys of before (QR_SIGNING_KEY_FALLBACKS, SECRET_KEY_FALLBACKS) still read what
hangs on walls.

A machine that stands at a counter carries a mark of its own behind the code: whoever scanned the code at the
wall cannot make it, and so cannot pass for the machine.
"""

import base64
import hmac
from collections.abc import Iterator

from django.conf import settings

TOKEN_SIGNS = 22
SIGNATURE_SIGNS = 16
CODE, KIOSK = b"feedback.counter-code:", b"feedback.kiosk:"


def code_of(token: str) -> str:
    """The printed code of a token."""
    return token + _signature(CODE, token, next(_keys()))


def token_in(code: str) -> str | None:
    """The token in a code, or None where the signature is not ours."""
    token, signature = code[:TOKEN_SIGNS], code[TOKEN_SIGNS:]
    if not code.isascii():  # which compare_digest would not read
        return None
    return token if _is_ours(CODE, token, signature) else None


def kiosk_mark(token: str) -> str:
    """What the machine at the counter of a token carries in its address."""
    return _signature(KIOSK, token, next(_keys()))


def is_kiosk_mark(token: str, mark: str) -> bool:
    """Whether ``mark`` is that of the machine at the counter of ``token``."""
    return mark.isascii() and _is_ours(KIOSK, token, mark)


def _is_ours(purpose: bytes, token: str, signature: str) -> bool:
    return any(hmac.compare_digest(_signature(purpose, token, key), signature) for key in _keys())


def _keys() -> Iterator[str]:
    yield settings.QR_SIGNING_KEY or settings.SECRET_KEY
    yield from settings.QR_SIGNING_KEY_FALLBACKS
    yield from settings.SECRET_KEY_FALLBACKS


def _signature(purpose: bytes, token: str, key: str) -> str:
    digest = hmac.new(key.encode(), purpose + token.encode(), "sha256").digest()[: SIGNATURE_SIGNS * 3 // 4]
    return base64.urlsafe_b64encode(digest).decode("ascii")
