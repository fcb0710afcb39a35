"""The call of a one-stop system: who calls, what is refused and how, and that repeating is harmless."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from agencies.models import AgencyVersion
from agencies.tests.cast import Cast
from feedback.actions.visits import connect_client, revoke_client
from feedback.actions.visits.clients import Connected
from feedback.models import Counter, OneStopClient, Visit, VisitBatch
from feedback.rules.visits.codes import read_code

URL = "/api/mot-cua/luot-den/"
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ROW = {"ma_luot": "A-1", "ngay": "2026-11-20"}


@pytest.fixture
def connected(cast: Cast) -> Connected:
    """A system of department A."""
    return connect_client(
        form_id=uuid4(), agency=cast.department, name="Một cửa điện tử", actor=cast.admin, at=NOW
    )


@pytest.fixture
def call(client: Client, connected: Connected) -> Callable[..., Any]:
    """Send rows, or a raw ``body``."""

    def send(*rows: Any, body: Any = None, batch: str = "", **headers: str) -> Any:
        content = {"lo": batch or str(uuid4()), "luot": list(rows)} if body is None else body
        given = {"Authorization": f"Bearer {connected.token}", **headers}
        return client.post(URL, content, content_type="application/json", headers=given)

    return send


def test_a_list_comes_in_and_its_codes_go_out_once(
    call: Callable[..., Any], counter: Counter, connected: Connected
) -> None:
    batch = str(uuid4())
    rows = [ROW | {"quay": counter.name, "nguoi": "0901234567"}, ROW | {"ma_luot": "A-2"}]
    told = call(*rows, batch=batch).json()
    assert (told["so_luot"], told["duoc_moi"], told["ty_le"]) == (2, 2, 100)
    assert {one["ma_luot"] for one in told["ma"]} == {"A-1", "A-2"}
    assert all(read_code(one["ma"]) for one in told["ma"])
    assert told["ma"][0]["den_het_ngay"] == "2026-12-07"
    again = call(*rows, batch=batch)
    assert (again.status_code, again.json()["ma"]) == (200, [])
    assert "chỉ trả về một lần" in again.json()["message"]
    assert Visit.objects.count() == 2
    assert VisitBatch.objects.get().client == connected.client
    assert OneStopClient.objects.get().last_used_on.isoformat() == "2026-11-20"


def test_the_token_is_kept_as_a_digest(connected: Connected) -> None:
    assert connected.token not in repr(OneStopClient.objects.values())
    assert len(connected.token) >= 43


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic abc", "Bearer xyz", "Bearer " + "a" * 300]
)
def test_who_has_no_token_is_a_401(call: Callable[..., Any], header: str) -> None:
    answer = call(ROW, Authorization=header)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "Sở Nội vụ" in answer.json()["message"]
    assert not Visit.objects.exists()


def test_a_token_that_was_taken_back_is_a_401(
    call: Callable[..., Any], connected: Connected, cast: Cast
) -> None:
    revoke_client(client=connected.client, actor=cast.admin, at=NOW)
    assert call(ROW).status_code == 401


def test_an_agency_that_is_no_more_is_a_403(call: Callable[..., Any], cast: Cast) -> None:
    AgencyVersion.objects.filter(agency=cast.department).update(ends_on="2026-11-01")
    assert call(ROW).status_code == 403


def test_another_list_under_the_same_id_is_a_409(call: Callable[..., Any]) -> None:
    batch = str(uuid4())
    call(ROW, batch=batch)
    answer = call(ROW | {"ma_luot": "A-2"}, batch=batch)
    assert answer.status_code == 409
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"lo": str(uuid4()), "luot": [ROW] * 2_001}),
        json.dumps({"lo": str(uuid4()), "luot": [], "x": "a" * 1_000_001}),
        "x" * 3_000_000,
    ],
    ids=["too many rows", "too long a body", "longer than any form"],
)
def test_too_much_is_a_413(call: Callable[..., Any], body: str) -> None:
    answer = call(body=body)
    assert answer.status_code == 413
    assert "Hãy chia thành nhiều l" in answer.json()["message"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "không phải JSON"),
        (b"\xff\xfe", "không phải JSON"),
        (b"[" * 100_000, "không phải JSON"),
        (b"M\xe3 l\xfd\xf2t", "không phải JSON"),
        (b"[]", "một đối tượng"),
        (b"{}", "Thiếu “lo”"),
        (b'{"lo": "1"}', "Thiếu “lo”"),
        (b'{"lo": "5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11"}', "Thiếu “luot”"),
        (b'{"lo": "5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11", "luot": [1]}', "chưa lượt nào được nhận"),
        (b'{"lo": "5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11", "luot": [{"x": "1"}]}', "chưa lượt nào"),
        (b'{"lo": "5b7f1c3e-0d1a-4f67-9a63-0c6c8f6f2a11", "luot": [{"ma_luot": 1}]}', "chưa lượt nào"),
    ],
)
def test_what_is_not_understood_is_a_422(call: Callable[..., Any], body: bytes, words: str) -> None:
    answer = call(body=body)
    assert answer.status_code == 422
    assert words in answer.json()["message"]
    assert not VisitBatch.objects.exists()


def test_each_row_at_fault_is_named_and_none_is_kept(call: Callable[..., Any]) -> None:
    answer = call(
        ROW, ROW | {"ma_luot": "A-2", "ngay": "hôm qua"}, ROW | {"ma_luot": "A-3", "quay": "Không có"}
    )
    assert answer.status_code == 422
    assert [one["at"] for one in answer.json()["errors"]] == ["luot[1].ngay", "luot[2].quay"]
    assert not Visit.objects.exists()


def test_a_number_of_an_earlier_list_is_named(call: Callable[..., Any]) -> None:
    call(ROW)
    answer = call(ROW | {"ma_luot": "A-0"}, ROW)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"at": "luot[1].ma_luot", "message": "Mã lượt này đã có trong một danh sách trước."}
    ]
    assert VisitBatch.objects.count() == 1


def test_at_most_two_hundred_mistakes_are_told(call: Callable[..., Any]) -> None:
    told = call(*[{"ma_luot": "", "ngay": ""} for _ in range(150)]).json()
    assert (len(told["errors"]), told["more_errors"]) == (200, 100)


def test_a_session_gives_no_right_to_call(client: Client, cast: Cast) -> None:
    client.force_login(cast.admin)
    assert (
        client.post(URL, {"lo": str(uuid4()), "luot": [ROW]}, content_type="application/json").status_code
        == 401
    )


def test_other_methods_are_refused(client: Client, db: None) -> None:
    assert client.get(URL).status_code == 405
