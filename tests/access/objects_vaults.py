"""Vaults, and the public pages of a report: one case whose receipt is known."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from core import clock
from feedback.actions.sending.submit import Report, submit_case
from feedback.enums import CaseState, VaultCode
from feedback.models import FeedbackCase, LawfulBody, Vault, VaultShare
from feedback.rules.envelopes import Contact
from feedback.tests.factories import PASSPHRASE, make_holder_key, make_vault

if TYPE_CHECKING:
    from tests.access.world import World

FORM = UUID("5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11")
NEW_PASSPHRASE = "trời hôm nay nhiều mây"
WORDS = "Chiều thứ ba quầy đóng sớm, tôi phải về."


def vault(world: "World") -> Vault:
    """The first vault, held by the custodian and, for two, by a person who holds no role."""
    made = Vault.objects.filter(code=VaultCode.FIRST).first()
    if made is None:
        made, _private = make_vault(
            VaultCode.FIRST, world.cast.home_affairs, world.cast.custodian, world.cast.leader
        )
    return made


def own_key(world: "World") -> None:
    make_holder_key(world.cast.custodian)


def share(world: "World") -> VaultShare:
    return VaultShare.objects.get(vault=vault(world), holder__user=world.cast.leader)


def lawful_body(world: "World") -> LawfulBody:
    return LawfulBody.objects.create(id=uuid4(), name="Trụ sở tiếp công dân tỉnh", address="Số 1, phường 1")


def case(world: "World") -> dict[str, str]:
    vault(world)
    receipt(world)
    return {}


def receipt(world: "World") -> str:
    report = Report(WORDS, agency_id=world.cast.department.pk, contact=Contact(phone="0901234567"))
    return submit_case(form_id=FORM, report=report, at=datetime(2026, 11, 20, tzinfo=UTC))


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "vaults": lambda world: None,
    "own holder key": own_key,
    "first vault": vault,
    "share of another holder": share,
    "open first vault": lambda world: vault(world) and None,
    "public reports": lambda world: vault(world) and None,
    "report with a receipt": case,
    "lawful bodies": lambda world: None,
    "lawful body": lawful_body,
    "papers of citizens": lambda world: vault(world) and None,
}


def _key(_world: "World", _thing: Any) -> dict[str, Any]:
    return {"new_passphrase": NEW_PASSPHRASE, "again": NEW_PASSPHRASE, "understood": "on"}


def _report(world: "World") -> dict[str, Any]:
    return {"form_uuid": uuid4(), "agency": world.cast.department.pk, "text": WORDS}


def _answered(world: "World") -> dict[str, Any]:
    form = {"receipt": receipt(world), "is_solved": "yes", "satisfaction": "4"}
    FeedbackCase.objects.update(state=CaseState.ANSWERED)
    return form


BODY = {
    "name": "Thanh tra tỉnh",
    "takes_complaints": "on",
    "address": "Số 2, phường 1",
    "place": 20,
    "is_active": "on",
}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "vault_unlock": lambda world, thing: {"passphrase": PASSPHRASE},
    "holder_key_make": _key,
    "holder_key_change": lambda world, thing: {"passphrase": PASSPHRASE, **_key(world, thing)},
    "holder_key_renew": _key,
    "vault_make": lambda world, thing: {"code": "first", "body": world.cast.home_affairs.pk},
    "vault_share_end": lambda world, thing: {"reason": "Chuyển công tác"},
    "case_send": lambda world, thing: _report(world),
    "case_follow": lambda world, thing: {"receipt": receipt(world)},
    "case_message": lambda world, thing: {
        "receipt": receipt(world),
        "form_uuid": uuid4(),
        "text": "Xin nói thêm.",
    },
    "case_end": lambda world, thing: _answered(world),
    "case_contact_erase": lambda world, thing: {"receipt": receipt(world)},
    "case_enter": lambda world, thing: {
        **_report(world),
        "received_on": clock.today().isoformat(),
    },
    "lawful_body_new": lambda world, thing: {"form_uuid": uuid4(), **BODY},
    "lawful_body_edit": lambda world, thing: {**BODY, "seen_version": thing.version},
}
