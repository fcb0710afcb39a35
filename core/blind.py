"""RSA blind signatures of RFC 9474, variant RSABSSA-SHA384-PSS-Deterministic: the server's half.

The browser (assets/blind/token.js, Cloudflare's blindrsa-ts) blinds a random token and unblinds what it
gets back; the server signs without seeing what, and later verifies an ordinary RSASSA-PSS signature that it
cannot recognise. Keys and signatures travel as base64; a token is 32 random bytes, 64 hexadecimal digits.
"""

import base64
import binascii
import hashlib
import re
import secrets
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048
SIZE = BITS // 8
"""Bytes of a blinded message and of a signature."""
SALT = 48
EXPONENT = 65537
_TOKEN = re.compile(r"[0-9a-f]{64}")


class BadBlindedMessage(ValueError):
    """What was to be signed is no blinded message of the key."""


class KeyPair(NamedTuple):
    """A fresh key: SPKI and PKCS #8, both DER in base64. The private half is not encrypted."""

    public: str
    private: str


def make_key() -> KeyPair:
    """A key of 2048 bits; about 0.05 s of one core."""
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return KeyPair(base64.b64encode(public).decode(), base64.b64encode(private).decode())


def fingerprint(public: str) -> str:
    """What people compare: 20 digits of the SHA-256 of the SPKI, in groups of four."""
    digest = hashlib.sha256(base64.b64decode(public)).hexdigest()[:20].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 20, 4))


def is_token(text: str) -> bool:
    """Whether ``text`` is written as tokens are."""
    return _TOKEN.fullmatch(text) is not None


def blind_sign(private: str, blinded: str) -> str:
    """The signature of a blinded message (RFC 9474, 4.3), base64; the same message gives the same one.

    The exponent is applied to the message times a random factor, so the time it takes tells nothing of the
    key, and the outcome is checked, so a fault of the machine gives nothing away. Raises BadBlindedMessage.
    """
    numbers = _private(private).private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    message = int.from_bytes(_decoded(blinded), "big")
    if not 0 < message < n:
        raise BadBlindedMessage("the blinded message does not fit the key")
    factor = 1 + secrets.randbelow(n - 1)
    signed = _power(numbers, message * pow(factor, e, n) % n) * pow(factor, -1, n) % n
    if pow(signed, e, n) != message:
        raise ArithmeticError("signing failed")
    return base64.b64encode(signed.to_bytes(SIZE, "big")).decode()


def verifies(public: str, token: str, signature: str) -> bool:
    """Whether ``signature`` is the key's own on the token; nothing in it tells which signing it came from."""
    try:
        _public(public).verify(
            _decoded(signature),
            bytes.fromhex(token),
            padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT),
            hashes.SHA384(),
        )
    except (InvalidSignature, BadBlindedMessage, ValueError):
        return False
    return True


def _decoded(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadBlindedMessage("not base64") from error
    if len(raw) != SIZE:
        raise BadBlindedMessage(f"{len(raw)} bytes instead of {SIZE}")
    return raw


def _power(numbers: rsa.RSAPrivateNumbers, base: int) -> int:
    """base ** d modulo n, by the primes (RFC 8017, 5.1.2)."""
    first = pow(base, numbers.dmp1, numbers.p)
    second = pow(base, numbers.dmq1, numbers.q)
    return second + (first - second) * numbers.iqmp % numbers.p * numbers.q


@lru_cache(maxsize=256)
def _public(text: str) -> rsa.RSAPublicKey:
    key = serialization.load_der_public_key(base64.b64decode(text))
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def _private(text: str) -> rsa.RSAPrivateKey:
    """Never kept by the process: once its use is over it must be gone."""
    key = serialization.load_der_private_key(base64.b64decode(text), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key
