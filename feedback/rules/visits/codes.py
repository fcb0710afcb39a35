"""One-time codes as people type them: ten signs, the last of which tells a slip of the finger.

The 23 signs hold no vowel, D, W nor anything that looks like another: what a Vietnamese keyboard (Telex, VNI)
makes of the rest is itself. Nine random signs are 40 bits; 23 is prime, so the check sign (weights 1 to 10,
as in ISBN-10) catches each single wrong sign and each two that changed places.
"""

import secrets

from core.text import fold

SIGNS = "23456789BCFGHJKMNPQRTVX"
LENGTH = 10
_PLACES = {sign: place for place, sign in enumerate(SIGNS)}
_LOST = {ord(sign): None for sign in " -–.·"}


def new_code() -> str:
    """A code that nobody can guess."""
    return with_check_sign("".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1)))


def with_check_sign(body: str) -> str:
    """Nine signs and the tenth that makes their weighted sum a multiple of 23."""
    total = sum(weight * _PLACES[sign] for weight, sign in enumerate(body, start=1))
    inverse = pow(LENGTH, -1, len(SIGNS))
    return body + SIGNS[-total * inverse % len(SIGNS)]


def read_code(text: str) -> str | None:
    """The code that was typed, whatever its case, blanks and hyphens; None where it cannot be one."""
    typed = fold(text[:40]).upper().translate(_LOST)
    if len(typed) != LENGTH or any(sign not in _PLACES for sign in typed):
        return None
    return typed if with_check_sign(typed[:-1]) == typed else None


def grouped(code: str) -> str:
    """A code as it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"
