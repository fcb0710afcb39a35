"""Over what a role may be held, and which roles one person may not hold together."""

from collections.abc import Collection

from agencies.enums import AgencyKind, Role
from agencies.rules.comparison import RATED_KINDS

PROVINCE_ROLES = frozenset({Role.OPERATOR, Role.HOME_AFFAIRS, Role.CUSTODIAN, Role.LEADER})

# Who keeps the citizens' identities must be neither the judge of their cases nor hold the machine's keys
# (RELIABILITY G3, G4); who administers roles must not also run the machine.
_APART = (
    frozenset({Role.CUSTODIAN, Role.HOME_AFFAIRS}),
    frozenset({Role.CUSTODIAN, Role.OPERATOR}),
    frozenset({Role.OPERATOR, Role.HOME_AFFAIRS}),
)


def kinds_for(role: Role) -> frozenset[AgencyKind]:
    """The kinds of agency over which ``role`` may be held."""
    if role in PROVINCE_ROLES:
        return frozenset({AgencyKind.PROVINCE})
    if role is Role.AGENCY_HEAD:
        return RATED_KINDS
    if role is Role.UNIT_HEAD:
        return frozenset({AgencyKind.DIVISION, AgencyKind.AFFILIATE})
    return RATED_KINDS | {AgencyKind.PROVINCE}


def conflicting(role: Role, held: Collection[str]) -> Role | None:
    """The role among ``held`` that may not be held together with ``role``, or None."""
    for pair in _APART:
        if role in pair:
            (other,) = pair - {role}
            if other in held:
                return other
    return None
