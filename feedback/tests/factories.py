"""Short ways to make counters and ratings for tests."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from agencies.models import Agency, User
from agencies.tests.factories import START
from core import sealing
from feedback.models import Counter, HolderKey, Rating, Vault, VaultShare

PASSPHRASE = "con trâu đi trước cái cày"
MADE_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


def make_counter(agency: Agency, name: str = "Quầy 1 – Hộ tịch", **fields: Any) -> Counter:
    """A counter open since 1 July 2025."""
    return Counter.objects.create(agency=agency, name=name, **({"starts_on": START} | fields))


def make_ratings(counter: Counter, day: date, *stars: int, courtesies: int = 0) -> list[Rating]:
    """One rating of the counter for each number of ``stars``; the counter's agency must be rated itself."""
    return [
        Rating.objects.create(
            id=uuid4(),
            counter=counter,
            agency_id=counter.agency_id,
            day=day,
            stars=number,
            courtesies=courtesies,
        )
        for number in stars
    ]


@cache
def holder_pair() -> tuple[sealing.Pair, bytes]:
    """One pair of a holder and its wrapped half under PASSPHRASE; wrapping costs 0.2 s, so once a process."""
    pair = sealing.new_pair()
    return pair, sealing.wrap(pair.private, PASSPHRASE)


def make_holder_key(user: User) -> HolderKey:
    """The user's own key under PASSPHRASE; every holder of a test has the same pair."""
    pair, wrapped = holder_pair()
    made = {"public_key": pair.public, "wrapped_key": wrapped, "made_at": MADE_AT}
    return HolderKey.objects.get_or_create(user=user, defaults=made)[0]


def make_vault(code: str, body: Agency, *holders: User) -> tuple[Vault, bytes]:
    """A vault of ``body`` with a share for each of ``holders`` (at least one), and its private half."""
    pair = sealing.new_pair()
    vault = Vault.objects.create(
        code=code, body=body, public_key=pair.public, made_at=MADE_AT, made_by=holders[0]
    )
    for holder in holders:
        key = make_holder_key(holder)
        VaultShare.objects.create(
            vault=vault,
            holder=key,
            sealed_key=sealing.seal(pair.private, bytes(key.public_key)),
            given_at=MADE_AT,
            given_by=holders[0],
        )
    return vault, pair.private
