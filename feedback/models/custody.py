"""Who may open sealed words: the vault's holders, never people of the agency complained about."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, StrIndex

from agencies.enums import Role
from agencies.models import AgencyVersion, Delegation, Posting, RoleGrant
from agencies.models.dated import overlapping
from agencies.models.scope import scope_of
from feedback.models.vaults import VaultShare

if TYPE_CHECKING:
    from agencies.models import User

RECUSED_FOR = timedelta(days=365)
"""How long somebody who left an agency still reads nothing about it."""
LEADING = (Role.AGENCY_HEAD, Role.UNIT_HEAD)


def words_within_reach(user: "User", on: date) -> Q:
    """Rows (with ``vault`` and ``agency``) whose envelopes ``user`` may open on ``on`` (one query).

    The role is the user's own, for a lent one brings no key. Whoever works in the agency or leads it, or
    did within the last year, is recused at once, also when they join it later; a case about the vault's own
    body belongs to the other vault, whatever it was sealed to (RELIABILITY 2.3.6, G4).
    """
    held = scope_of(user, on).roles
    if not any(role.role == Role.CUSTODIAN and role.giver_id is None for role in held):
        return Q(pk__in=())
    return (
        Q(vault__in=VaultShare.objects.held_by(user).values("vault"))
        & ~Q(agency__in=recused_from(user, on))
        & ~Q(agency=F("vault__body"))
    )


def recused_from(user: "User", on: date) -> frozenset[int]:
    """The agencies and units where the user worked, or which they led, in the last year.

    With the rated agencies above them. Who leads, by a role of their own or a lent one, leads all below, and
    has the released version to answer there, with or without a post.
    """
    lately = (on - RECUSED_FOR, on + timedelta(days=1))
    posts = Posting.objects.filter(staff=user.staff_id).within(*lately).values("agency")
    led = Q(role__in=LEADING, place__gt=0) & overlapping(*lately)
    place = StrIndex(OuterRef("path"), Concat(Value("/"), Cast("agency", CharField()), Value("/")))
    own = RoleGrant.objects.alias(place=place).filter(led, user=user)
    lent = Delegation.objects.alias(place=place).filter(led, receiver=user)
    versions = AgencyVersion.objects.filter(Q(agency__in=posts) | Exists(own) | Exists(lent))
    pairs = versions.values_list("agency", "rated_agency")
    return frozenset(agency for pair in pairs for agency in pair if agency is not None)
