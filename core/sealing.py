"""Sealing for one reader: anybody may close an envelope, only who holds the private half opens it.

X25519 sealed boxes of libsodium by PyNaCl (docs/decisions/sealed-identities.md). A private half is itself
kept wrapped under a passphrase (Argon2id, XSalsa20-Poly1305), so the server holds nothing that opens it.
"""

from dataclasses import dataclass

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from core.errors import Refused

SALT_BYTES = int(pwhash.argon2id.SALTBYTES)
OPERATIONS = int(pwhash.argon2id.OPSLIMIT_MODERATE)
MEMORY = 64 * 1024 * 1024
"""Cost of trying one passphrase: about 0.2 s and 64 MiB."""


class WrongPassphrase(Refused):
    """The passphrase does not open the key (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Mật khẩu khóa niêm phong chưa đúng. Hãy nhập lại; phân biệt chữ hoa, chữ thường.")


class BrokenSeal(Refused):
    """What was sealed cannot be opened with this key, or was changed since (HTTP 422)."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Không mở được niêm phong: khóa khác, hoặc dữ liệu đã bị sửa.")


@dataclass(frozen=True, slots=True)
class Pair:
    """A key pair of 32 bytes each; ``private`` is never stored as it is."""

    public: bytes
    private: bytes


def new_pair() -> Pair:
    """A fresh pair."""
    private = PrivateKey.generate()
    return Pair(bytes(private.public_key), bytes(private))


def public_of(private: bytes) -> bytes:
    """The public half that belongs to a private one."""
    return bytes(PrivateKey(private).public_key)


def seal(data: bytes, public: bytes) -> bytes:
    """``data`` in an envelope for the holder of the private half; 48 bytes longer, different each time."""
    return bytes(SealedBox(PublicKey(public)).encrypt(data))


def unseal(envelope: bytes, private: bytes) -> bytes:
    """What was sealed; raises BrokenSeal for another key or a changed envelope."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(envelope))
    except (CryptoError, ValueError, TypeError) as error:
        raise BrokenSeal from error


def wrap(private: bytes, passphrase: str) -> bytes:
    """``private`` locked under a passphrase: salt, then the box."""
    salt = random(SALT_BYTES)
    return salt + bytes(SecretBox(_stretched(passphrase, salt)).encrypt(private))


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """The private half; raises WrongPassphrase."""
    salt, box = wrapped[:SALT_BYTES], wrapped[SALT_BYTES:]
    try:
        return bytes(SecretBox(_stretched(passphrase, salt)).decrypt(box))
    except (CryptoError, ValueError, TypeError) as error:
        raise WrongPassphrase from error


def locked(data: bytes, key: bytes) -> bytes:
    """``data`` locked under a key of 32 random bytes (see ``new_key``)."""
    return bytes(SecretBox(key).encrypt(data))


def unlocked(box: bytes, key: bytes) -> bytes:
    """What ``locked`` locked; raises BrokenSeal."""
    try:
        return bytes(SecretBox(key).decrypt(box))
    except (CryptoError, ValueError, TypeError) as error:
        raise BrokenSeal from error


def new_key() -> bytes:
    """32 random bytes."""
    return bytes(random(SecretBox.KEY_SIZE))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    words = passphrase.encode()
    return bytes(pwhash.argon2id.kdf(SecretBox.KEY_SIZE, words, salt, opslimit=OPERATIONS, memlimit=MEMORY))
