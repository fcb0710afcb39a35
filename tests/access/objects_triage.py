"""The custodian's desk: sealed cases about department A and about Sở Nội vụ, sentences, requests, messages.

The custodian of the tables has unlocked the first vault (``World.vault_keys``).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from core import clock
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.sending.follow import add_message
from feedback.actions.triage.contact import decide_handing
from feedback.actions.triage.decide import ForTheAgency, make_ready
from feedback.enums import HandingState, VaultCode
from feedback.models import ContactHanding, Counter, FeedbackCase, LawfulBody, Sealed, Vault
from feedback.tests.factories import make_vault
from feedback.tests.triage.conftest import CONTACT, SAFE, photo, send

if TYPE_CHECKING:
    from tests.access.world import World


def vault(world: "World") -> Vault:
    """The first vault, held by the custodian, open in their session, and by a person who holds no role."""
    made = Vault.objects.filter(code=VaultCode.FIRST).first()
    if made is None:
        cast = world.cast
        made, private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian, cast.leader)
        world.vault_keys[made.pk] = private
    return made


def desk(world: "World") -> None:
    vault(world)


def _sent(world: "World", agency: Agency | None) -> FeedbackCase:
    vault(world)
    return send(agency, contact=CONTACT, photos=[photo()], at=clock.now())


def sealed_case(world: "World") -> FeedbackCase:
    return _sent(world, world.cast.department)


def suspect_case(world: "World") -> FeedbackCase:
    case = sealed_case(world)
    FeedbackCase.objects.filter(pk=case.pk).update(is_suspect=True)
    return case


def case_about_home_affairs(world: "World") -> FeedbackCase:
    """Sealed before its agency was known: not even then does the first vault show it."""
    case = _sent(world, None)
    FeedbackCase.objects.filter(pk=case.pk).update(agency=world.cast.home_affairs)
    return case


def ready_case(world: "World") -> FeedbackCase:
    return make_ready(
        case=sealed_case(world),
        facts=ForTheAgency(SAFE, "own"),
        seen_version=1,
        keys=world.vault_keys,
        actor=world.cast.custodian,
        at=clock.now(),
    )


def photo_of_case(world: "World") -> dict[str, Any]:
    case = sealed_case(world)
    return {"pk": case.pk, "photo": case.sealed.get(kind="photo").pk}


def message(world: "World") -> Sealed:
    return add_message(case=sealed_case(world), message_id=uuid4(), text="Xin bổ sung.", at=clock.now())


def remarks(world: "World") -> None:
    vault(world)
    counter = Counter.objects.create(
        agency=world.cast.department, name="Quầy 1", starts_on=clock.today().replace(day=1)
    )
    keep_remark(
        counter=counter,
        agency_id=world.cast.department.pk,
        text="Phải chờ lâu",
        stars=2,
        day=clock.today(),
    )


def asked(world: "World") -> ContactHanding:
    """A request by another holder."""
    case = sealed_case(world)
    return ContactHanding.objects.create(
        id=uuid4(),
        case=case,
        receiver="Thanh tra tỉnh",
        purpose="Phục vụ xác minh",
        asked_by=world.cast.leader,
        asked_at=clock.now(),
    )


def agreed(world: "World") -> ContactHanding:
    """The same, to which the custodian agreed."""
    handing = asked(world)
    decide_handing(handing=handing, agrees=True, actor=world.cast.custodian, at=clock.now())
    assert ContactHanding.objects.get(pk=handing.pk).state == HandingState.AGREED
    return handing


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "custodian's desk": desk,
    "sealed case about department A": sealed_case,
    "suspect case about department A": suspect_case,
    "sealed case about Sở Nội vụ": case_about_home_affairs,
    "case about department A before its batch": ready_case,
    "sealed photo about department A": photo_of_case,
    "later message about department A": message,
    "sentences of ratings": remarks,
    "request to hand a contact on": asked,
    "agreed request to hand a contact on": agreed,
    "terms of cases": lambda world: None,
}


def _body(_world: "World", _thing: Any) -> dict[str, Any]:
    LawfulBody.objects.get_or_create(
        name="Thanh tra tỉnh", defaults={"id": uuid4(), "address": "Số 2, phường 1"}
    )
    return {"body": "Thanh tra tỉnh", "confirmed": "CHUYỂN", "seen_version": 1}


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "triage_suspects": lambda world, thing: {"ngay": clock.today().isoformat()},
    "triage_agency": lambda world, thing: {"agency": world.cast.commune.pk, "seen_version": 1},
    "triage_ready": lambda world, thing: {"text": SAFE, "kind": "own", "seen_version": 1},
    "triage_unready": lambda world, thing: {"seen_version": 2},
    "triage_refuse": lambda world, thing: {"reason": "junk", "seen_version": 1},
    "triage_hand_over": _body,
    "triage_contact": lambda world, thing: {"reason": "Cần hỏi lại ở quầy nào"},
    "triage_ask": lambda world, thing: {
        "form_uuid": uuid4(),
        "receiver": "Thanh tra tỉnh",
        "purpose": "Phục vụ xác minh đơn",
    },
    "triage_handing": lambda world, thing: {"choice": "agree"},
    "triage_message": lambda world, thing: {"choice": "leave"},
    "triage_remark_suspects": lambda world, thing: {"ngay": clock.today().isoformat()},
    "case_terms": lambda world, thing: {"own": 4, "inter_agency": 7, "complex": 10},
}
