"""In which capacity a head signs a month's form, and who headed the unit then."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from agencies.enums import Role
from agencies.gather.acting import month_head
from agencies.models import User
from evaluations.access.judging import Right
from evaluations.enums import Capacity


class Signing(NamedTuple):
    """The capacity and, where it is not one's own, the id of the user whose right it is."""

    capacity: str
    signed_for: int | None


OWN = Signing(Capacity.OWN.value, None)


def signings(user: User, rights: Iterable[Right], on: date) -> dict[Right, Signing]:
    """How ``user`` signs by each of ``rights`` for a month whose last day is ``on``; one query a right.

    Lent rights are signed for the giver. An own right whose holder on ``on`` was somebody else is signed for
    that head of the month, who has since handed over (RELIABILITY 2.3.2).
    """
    return {right: _signing(user, right, on) for right in set(rights)}


def _signing(user: User, right: Right, on: date) -> Signing:
    if right.giver is not None:
        return Signing(Capacity.DELEGATED.value, right.giver)
    heads = [head.pk for head in month_head(right.agency_id, on, Role(right.role))]
    if not heads or user.pk in heads:
        return OWN
    return Signing(Capacity.SUCCESSOR.value, heads[0])
