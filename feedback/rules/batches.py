"""When sealed words that were read go out to the agencies: once a night, together, in random order.

Whoever sees that a single case arrives the night after a certain day knows on which day it was read. So a
small batch waits for others, but not long: the sender waits too.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def goes_out(ready_on: Iterable[date], today: date, *, least: int, most_days: int) -> bool:
    """Whether what was made ready on those days goes out on the morning of ``today``.

    Counts whole past days only: so asking twice on one day gives one answer. At ``least`` things go at once;
    fewer go when the oldest has waited ``most_days`` days.
    """
    waiting = [day for day in ready_on if day < today]
    if not waiting:
        return False
    return len(waiting) >= least or (today - min(waiting)).days >= most_days


def shuffled(things: Sequence[Thing], chance: Random) -> list[Thing]:
    """``things`` in an order that tells nothing; ``chance`` is a source nobody can predict."""
    mixed = list(things)
    chance.shuffle(mixed)
    return mixed
