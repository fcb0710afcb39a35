"""Which vault a case goes to, who may hold one, and what a passphrase must be (G4).

Holders of a vault work in its ``body``. Cases about that body, or about a unit of it, go to the other vault.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_SIGNS = 12
LEAST_DIFFERENT = 5
HALF_A_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class VaultBody:
    """A vault by its id, with the agency in which its holders work."""

    vault_id: int
    body_id: int


def chosen_vault(vaults: Iterable[VaultBody], path: str) -> int | None:
    """The first of ``vaults`` whose body does not stand on ``path``, root to agency complained of.

    An empty path (the citizen does not know the agency) goes to the first; None where no vault may take it:
    then nothing is taken in rather than sealed to those complained about.
    """
    return next((one.vault_id for one in vaults if not _stands_on(one.body_id, path)), None)


def why_not_hold(
    body_id: int, other_bodies: Iterable[int], holds_other: bool, workplaces: Iterable[str]
) -> str:
    """Why somebody who works at ``workplaces`` (paths) may not hold the vault of ``body_id``; "" if they may.

    A holder works in the vault's own body, so that whoever reads about an agency stands outside it by rule
    and not by care; nobody who also works in another vault's body, and nobody holds two vaults: one
    passphrase would then open what is kept apart.
    """
    places = list(workplaces)
    if not any(_stands_on(body_id, path) for path in places):
        return "Người giữ két phải đang làm việc tại cơ quan của két."
    if any(_stands_on(other, path) for other in other_bodies for path in places):
        return "Người này còn làm việc tại cơ quan của két kia nên không giữ được két này."
    if holds_other:
        return "Người này đang giữ két kia. Mỗi người chỉ giữ một két."
    return ""


def why_weak(passphrase: str) -> str:
    """What is wrong with a new passphrase; "" if it will do."""
    if len(passphrase) < LEAST_SIGNS:
        return f"Mật khẩu khóa cần ít nhất {LEAST_SIGNS} ký tự; một câu dễ nhớ là tốt nhất."
    if len(set(passphrase)) < LEAST_DIFFERENT:
        return "Mật khẩu khóa lặp lại quá ít ký tự. Hãy dùng một câu gồm vài từ khác nhau."
    return ""


def fingerprint_groups(digest: str) -> str:
    """The first 16 signs of a key's digest in groups of four, for two people to compare by voice."""
    signs = digest[:HALF_A_FINGERPRINT].upper()
    return " ".join(signs[place : place + 4] for place in range(0, len(signs), 4))


def _stands_on(agency_id: int, path: str) -> bool:
    return f"/{agency_id}/" in path
