"""The browser's half of RFC 9474 in Python, so that actions are tested without a browser."""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.blind import SALT, SIZE

HASH = hashlib.sha384
LENGTH = HASH().digest_size


@dataclass(frozen=True)
class Blinded:
    """A token on its way: what is sent, and how to take the blinding off."""

    token: str
    message: str
    inverse: int
    modulus: int

    def unblind(self, signature: str) -> str:
        """The signature on the token itself."""
        signed = int.from_bytes(base64.b64decode(signature), "big") * self.inverse % self.modulus
        return base64.b64encode(signed.to_bytes(SIZE, "big")).decode()


def blind(public: str) -> Blinded:
    """Blind a fresh token for a key (RFC 9474, 4.2)."""
    token = secrets.token_hex(32)
    key = serialization.load_der_public_key(base64.b64decode(public))
    assert isinstance(key, rsa.RSAPublicKey)
    numbers = key.public_numbers()
    factor = 1 + secrets.randbelow(numbers.n - 1)
    message = _encoded(bytes.fromhex(token)) * pow(factor, numbers.e, numbers.n) % numbers.n
    text = base64.b64encode(message.to_bytes(SIZE, "big")).decode()
    return Blinded(token, text, pow(factor, -1, numbers.n), numbers.n)


def _encoded(message: bytes) -> int:
    """EMSA-PSS (RFC 8017, 9.1.1) for a modulus of 8 · SIZE bits."""
    salt = secrets.token_bytes(SALT)
    digest = HASH(bytes(8) + HASH(message).digest() + salt).digest()
    padded = bytes(SIZE - SALT - LENGTH - 2) + b"\x01" + salt
    mask = b"".join(HASH(digest + at.to_bytes(4, "big")).digest() for at in range(-(-len(padded) // LENGTH)))
    masked = bytearray(one ^ other for one, other in zip(padded, mask, strict=False))
    masked[0] &= 0x7F
    return int.from_bytes(bytes(masked) + digest + b"\xbc", "big")
