"""What the banner says to whoever acts in another person's right."""

from dataclasses import dataclass
from datetime import date

from agencies.enums import Role
from agencies.gather.names import names_on
from agencies.models import User
from agencies.models.scope import scope_of


@dataclass(frozen=True, slots=True)
class LentRole:
    """A role that the user borrows: its label, where, and from whom."""

    label: str
    agency: str
    giver: str


def lent_roles(user: User, on: date) -> list[LentRole]:
    """The roles the user borrows on ``on``; no query beside the scope's where there are none, else two."""
    lent = scope_of(user, on).lent()
    if not lent:
        return []
    names = names_on((held.agency_id for held in lent), on)
    givers = User.objects.in_bulk({held.giver_id for held in lent})
    found = []
    for held in lent:
        giver = givers[held.giver_id or 0].display_name
        found.append(LentRole(str(Role(held.role).label), names[held.agency_id].short_name, giver))
    return found
