"""Which vault a citizen's words are sealed to, who holds one, and who looked."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from agencies.enums import Role
from agencies.gather.names import last_names
from agencies.models import AgencyVersion, RoleGrant, User
from agencies.models.scope import scope_of
from core.clock import month_start, start_of_day
from feedback.models import HolderKey, Opening, Vault, VaultShare
from feedback.rules.vaults import VaultBody, chosen_vault, fingerprint_groups


def vault_for(agency_id: int | None, on: date) -> Vault | None:
    """The vault for words about an agency or unit as it stands on ``on``; None: nobody may take them in.

    Without an agency (None, or one that does not stand then) the first vault takes them (two queries).
    """
    vaults = {vault.pk: vault for vault in Vault.objects.order_by("code")}
    bodies = [VaultBody(vault.pk, vault.body_id) for vault in vaults.values()]
    chosen = chosen_vault(bodies, _path(agency_id, on))
    return None if chosen is None else vaults[chosen]


def _path(agency_id: int | None, on: date) -> str:
    if agency_id is None:
        return ""
    standing = AgencyVersion.objects.as_of(on).filter(agency=agency_id)
    return standing.values_list("path", flat=True).first() or f"/{agency_id}/"


@dataclass(frozen=True, slots=True)
class HoldingFacts:
    """What decides whether somebody may hold a vault (feedback.rules.vaults.why_not_hold)."""

    other_bodies: list[int]
    holds_other: bool
    workplaces: list[str]


def holding_facts(vault: Vault, user: User, on: date) -> HoldingFacts:
    """The facts about ``user`` for ``vault``, which may be one not yet saved (at most three queries)."""
    others = Vault.objects.exclude(code=vault.code)
    held = VaultShare.objects.held_by(user).exclude(vault__code=vault.code)
    return HoldingFacts(
        other_bodies=list(others.order_by("code").values_list("body", flat=True)),
        holds_other=held.exists(),
        workplaces=[place.path for place in scope_of(user, on).workplaces],
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """One holder of a vault: the share, whose, in words, and the fingerprint of their key."""

    share: VaultShare
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class VaultState:
    """A vault as the custodians see it: whose body, who holds it now, how many looks this month."""

    vault: Vault
    body: str
    holders: list[Holder]
    openings: int


def vault_states(on: date) -> list[VaultState]:
    """Every vault, the first first (four queries)."""
    vaults = list(Vault.objects.order_by("code"))
    bodies = last_names([vault.body_id for vault in vaults])
    shares = (
        VaultShare.objects.filter(ended_at=None).select_related("holder__user").order_by("given_at", "pk")
    )
    by_vault: dict[int, list[Holder]] = {vault.pk: [] for vault in vaults}
    for share in shares:
        key = share.holder
        by_vault[share.vault_id].append(Holder(share, key.user.display_name, fingerprint(key)))
    this_month = Opening.objects.filter(at__gte=start_of_day(month_start(on)))
    looks = dict(this_month.values_list("vault").annotate(n=Count("pk")).order_by("vault"))
    return [
        VaultState(vault, bodies[vault.body_id].name, by_vault[vault.pk], looks.get(vault.pk, 0))
        for vault in vaults
    ]


def fingerprint(key: HolderKey) -> str:
    """What two people compare by voice before a share is sealed to a key."""
    return fingerprint_groups(hashlib.sha256(bytes(key.public_key)).hexdigest())


def possible_receivers(vault: Vault, on: date) -> QuerySet[HolderKey]:
    """Custodians of ``on`` with a key of their own who do not hold the vault yet, by name."""
    custodians = RoleGrant.objects.as_of(on).filter(role=Role.CUSTODIAN).values("user")
    holding = VaultShare.objects.filter(vault=vault, ended_at=None).values("holder")
    keys = HolderKey.objects.filter(user__in=custodians, user__is_active=True).exclude(pk__in=holding)
    return keys.select_related("user").order_by("user__display_name", "pk")
