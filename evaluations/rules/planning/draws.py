"""A random draw that anyone can redo with a seed, a list of codes and SHA-256, on any machine.

The draw orders the codes by SHA-256 of ``seed:code`` and takes the first ones, so neither the order in
which the agencies were listed nor the program that draws can change the outcome.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

SEED_BYTES = 32
"""Random bytes of a seed, written as 64 hexadecimal digits."""

_SEED = re.compile(r"[0-9a-f]{64}")


class Ticket(NamedTuple):
    """One agency in the draw: its code and the digest by which it is ordered (64 hexadecimal digits)."""

    code: str
    digest: str


def is_seed(text: str) -> bool:
    """Whether ``text`` is written as seeds are: 64 hexadecimal digits in small letters."""
    return _SEED.fullmatch(text) is not None


def commitment_of(seed: str) -> str:
    """The SHA-256 of the seed's text, published before the seed itself; nobody can go back from it."""
    return hashlib.sha256(seed.encode("ascii")).hexdigest()


def tickets(seed: str, codes: Iterable[str]) -> list[Ticket]:
    """Every code with its digest, in the order of the draw."""
    drawn = (Ticket(code, hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()) for code in codes)
    return sorted(drawn, key=lambda ticket: (ticket.digest, ticket.code))


def draw(seed: str, codes: Iterable[str], size: int) -> list[str]:
    """The first ``size`` codes of the order; raises ValueError unless 1 ≤ size ≤ number of codes."""
    ordered = tickets(seed, codes)
    if not 1 <= size <= len(ordered):
        raise ValueError("size must be between 1 and the number of codes")
    return [ticket.code for ticket in ordered[:size]]
