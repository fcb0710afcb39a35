"""Who is asked: drawn by chance from the list, so that the agency cannot choose (FEATURES 80).

The portal makes the seed after the list is fixed and shows it afterwards; whoever holds the list can draw
again: SHA-256 of "seed:number", in ascending order, from the top.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Ticket(NamedTuple):
    """One visit in the draw; ``person`` is who came in which month, "" where that is not known."""

    reference: str
    person: str = ""


def draw_key(seed: str, reference: str) -> str:
    """By what the visits are put in order."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def drawn(
    tickets: Iterable[Ticket], *, seed: str, share: int, cap: int, given: Mapping[str, int]
) -> list[str]:
    """The numbers of those invited: ``share`` per cent of the list, rounded up, in the order of the draw.

    Whoever has ``cap`` codes already (``given`` before, or in this draw) is passed over, and the next is
    asked instead.
    """
    ordered = sorted(tickets, key=lambda one: (draw_key(seed, one.reference), one.reference))
    wanted = -(-len(ordered) * share // 100)
    held = Counter(given)
    invited: list[str] = []
    for one in ordered:
        if len(invited) == wanted:
            break
        if one.person and held[one.person] >= cap:
            continue
        held[one.person] += 1
        invited.append(one.reference)
    return invited
