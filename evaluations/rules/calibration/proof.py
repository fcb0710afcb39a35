"""Trust, then verify: which staff codes of a month's draw attach evidence, redone by anyone.

The draw is that of planning (``rules/planning/draws.py``): codes in the order of SHA-256 of ``seed:code``.
Of the list only the digests are published, so that nobody gets a list of everybody's codes; whoever knows a
code finds its digest, and whether that is among the first.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluations.rules.planning.draws import tickets

PERCENTS = range(1, 21)
"""Shares that may be drawn, in per cent."""
USUAL_PERCENT = 5


class Standing(NamedTuple):
    """Where one code stands in the order of a draw, from 1, and whether it was drawn."""

    place: int
    digest: str
    is_drawn: bool


def listed(codes: Iterable[str]) -> str:
    """The codes as they are kept: each once, sorted, one a line."""
    return "\n".join(sorted(set(codes)))


def digest_of(text: str) -> str:
    """The SHA-256 of the kept list, published beside the seed: the list is not changed afterwards."""
    return hashlib.sha256(text.encode()).hexdigest()


def size_of(count: int, percent: int) -> int:
    """``percent`` of ``count``, rounded up: of somebody there is always one."""
    return -(-count * percent // 100)


def digests(seed: str, codes: Iterable[str]) -> list[str]:
    """The digests of the draw in its order, as they are published."""
    return [ticket.digest for ticket in tickets(seed, codes)]


def standing(seed: str, codes: Sequence[str], size: int, code: str) -> Standing | None:
    """Where ``code`` stands; None for one that took no part."""
    order = tickets(seed, codes)
    found = ((place, one) for place, one in enumerate(order, start=1) if one.code == code)
    place, ticket = next(found, (0, None))
    return Standing(place, ticket.digest, place <= size) if ticket is not None else None
