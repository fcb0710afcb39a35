"""Which set scores a comparison group when a period opens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from agencies.enums import ComparisonGroup

RANKED_GROUPS = (ComparisonGroup.DEPARTMENT, ComparisonGroup.COMMUNE, ComparisonGroup.SERVICE_UNIT)
"""Groups whose agencies are scored and ranked, in the order in which they are told."""


class Offered(NamedTuple):
    """A published scoring set: whom it names (nobody = everybody) and when it was published."""

    set_id: int
    groups: Sequence[str]
    published_at: datetime


def chosen(offered: Iterable[Offered]) -> dict[ComparisonGroup, int | None]:
    """What ``choose`` gives each ranked group."""
    every = list(offered)
    return {group: choose(every, group) for group in RANKED_GROUPS}


def choose(offered: Iterable[Offered], group: str) -> int | None:
    """The newest set that names ``group``; else the newest that names none; None without either."""
    fitting = [one for one in offered if not one.groups or group in one.groups]
    best = max(fitting, key=lambda one: (bool(one.groups), one.published_at, one.set_id), default=None)
    return None if best is None else best.set_id
