"""Where complaints and denunciations go is kept by Home Affairs, with versions."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.test import Client

from agencies.tests.cast import Cast
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry
from feedback.actions.lawful_bodies.record import LawfulFacts, NameTaken, record_lawful_body
from feedback.models import LawfulBody
from feedback.tests.conftest import AT

BODY = UUID("5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f22")
FACTS = LawfulFacts(
    name="Trụ sở tiếp công dân tỉnh",
    takes_complaints=True,
    takes_denunciations=True,
    address="Số 1, phường Long Châu",
    phone="",
    hours="7 giờ 30 – 11 giờ",
    note="",
    place=1,
    is_active=True,
)


def record(cast: Cast, facts: LawfulFacts = FACTS, body_id: UUID = BODY, version: int = 0) -> LawfulBody:
    return record_lawful_body(body_id=body_id, facts=facts, seen_version=version, actor=cast.admin, at=AT)


def test_it_is_recorded_once_and_corrected_by_version(cast: Cast) -> None:
    assert record(cast) == record(cast)
    moved = replace(FACTS, address="Số 9, phường Phước Hậu")
    assert record(cast, moved, version=1).version == 2
    with pytest.raises(Conflict):
        record(cast, replace(FACTS, phone="0270"), version=1)
    events = AuditEntry.objects.order_by("sequence").values_list("event", flat=True)
    assert list(events) == ["lawful_body.recorded", "lawful_body.changed"]


def test_a_name_stands_once(cast: Cast) -> None:
    record(cast)
    with pytest.raises(NameTaken):
        record(cast, body_id=uuid4())


def test_others_change_nothing(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        record_lawful_body(body_id=uuid4(), facts=FACTS, actor=cast.head, at=AT)


def test_each_page_lists_what_takes_its_kind(cast: Cast) -> None:
    record(cast)
    record(cast, replace(FACTS, name="Công an tỉnh", takes_complaints=False, place=2), uuid4())
    record(cast, replace(FACTS, name="Nơi cũ", is_active=False), uuid4())
    assert [one.name for one in LawfulBody.objects.taking_complaints()] == ["Trụ sở tiếp công dân tỉnh"]
    assert [one.name for one in LawfulBody.objects.taking_denunciations()] == [
        "Trụ sở tiếp công dân tỉnh",
        "Công an tỉnh",
    ]


def test_home_affairs_adds_and_corrects_on_pages(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.admin)
    sent = {
        "form_uuid": str(uuid4()),
        "name": "Thanh tra tỉnh",
        "takes_complaints": "on",
        "address": "Số 2",
        "place": "3",
        "is_active": "on",
    }
    assert client.post("/noi-nhan-don/moi/", {**sent, "takes_complaints": ""}).status_code == 422
    assert client.post("/noi-nhan-don/moi/", sent)["Location"] == "/noi-nhan-don/"
    body = LawfulBody.objects.get()
    page = client.get(f"/noi-nhan-don/{body.pk}/").content.decode()
    assert 'value="Thanh tra tỉnh"' in page
    client.post(f"/noi-nhan-don/{body.pk}/", {**sent, "address": "Số 5", "seen_version": "1"})
    assert "Số 5" in client.get("/noi-nhan-don/").content.decode()
