"""Keyed digests of what a citizen holds: the number of a visit, a telephone, a one-time code.

The numbers are short enough to be tried one after another, so a bare digest would hide nothing; the key is
not in the database, and no digest is made by a key that is. Keys of before (QR_SIGNING_KEY_FALLBACKS,
SECRET_KEY_FALLBACKS) still find what stands.
"""

import hmac

from django.conf import settings


def keyed_digest(purpose: str, text: str) -> str:
    """64 hexadecimal digits that only this portal makes of ``text``."""
    return _digest(purpose, text, _keys()[0])


def all_digests(purpose: str, text: str) -> list[str]:
    """The digest by the present key and by those of before, to look something up."""
    return [_digest(purpose, text, key) for key in _keys()]


def _digest(purpose: str, text: str, key: str) -> str:
    return hmac.new(key.encode(), f"feedback.{purpose}:{text}".encode(), "sha256").hexdigest()


def _keys() -> list[str]:
    return [
        settings.QR_SIGNING_KEY or settings.SECRET_KEY,
        *settings.QR_SIGNING_KEY_FALLBACKS,
        *settings.SECRET_KEY_FALLBACKS,
    ]
