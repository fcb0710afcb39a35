"""A session in which vaults are open: the database alone opens nothing, and it ends in time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from agencies.enums import Role
from agencies.models import RoleGrant, User
from agencies.tests.cast import Cast
from core.sealing import public_of
from feedback.models import VaultShare
from feedback.tests.conftest import AT
from feedback.tests.factories import PASSPHRASE, make_holder_key
from feedback.tests.vaults.conftest import Custody
from feedback.views.vaults.unlocking import COOKIE, DESK_PATH, unlocked_vaults

UNLOCK = "/niem-phong/mo/"


def opened(client: Client) -> dict[int, bytes]:
    """What the desk finds open in the client's session, as a page of it would ask."""
    request: Any = RequestFactory().get(DESK_PATH)
    request.session = client.session
    request.COOKIES = {COOKIE: client.cookies[COOKIE].value} if COOKIE in client.cookies else {}
    request.user = User.objects.get(pk=client.session["_auth_user_id"])
    found = unlocked_vaults(request)
    request.session.save()
    return found


@pytest.fixture
def client(custody: Custody) -> Client:
    """The holder's browser after the passphrase."""
    client = Client()
    client.force_login(custody.holder)
    answer = client.post(UNLOCK, {"passphrase": PASSPHRASE})
    assert answer.status_code == 302
    return client


def test_the_passphrase_opens_what_the_person_holds(client: Client, custody: Custody) -> None:
    assert {vault: public_of(half) for vault, half in opened(client).items()} == {
        custody.vault.pk: bytes(custody.vault.public_key)
    }


def test_the_cookie_is_for_the_desk_alone(client: Client) -> None:
    cookie = client.cookies[COOKIE]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (DESK_PATH, "Strict", True)


def test_the_database_without_the_cookie_opens_nothing(client: Client, custody: Custody) -> None:
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert custody.private.hex() not in kept
    del client.cookies[COOKIE]
    assert opened(client) == {}


@pytest.mark.parametrize(
    ("minutes", "is_open"), [([14], True), ([16], False), ([14, 14, 14], True), ([14] * 9, False)]
)
def test_it_ends_after_a_quarter_of_an_hour_without_use_and_after_two_hours(
    client: Client, time_machine: Any, minutes: list[int], is_open: bool
) -> None:
    at = AT
    for step in minutes:
        at += timedelta(minutes=step)
        time_machine.move_to(at, tick=False)
        found = opened(client)
    assert bool(found) is is_open


def test_a_share_taken_back_or_a_lost_role_ends_it_at_once(client: Client, custody: Custody) -> None:
    VaultShare.objects.update(ended_at=AT)
    assert opened(client) == {}
    VaultShare.objects.update(ended_at=None)
    assert opened(client) != {}
    RoleGrant.objects.filter(user=custody.holder, role=Role.CUSTODIAN).delete()
    assert opened(client) == {}


def test_it_can_be_closed_and_does_not_outlive_the_sign_in(client: Client, custody: Custody) -> None:
    client.post("/niem-phong/khoa-lai/")
    assert opened(client) == {}
    client.post(UNLOCK, {"passphrase": PASSPHRASE})
    cookie = client.cookies[COOKIE].value
    client.post("/tai-khoan/logout/")
    client.force_login(custody.holder)
    client.cookies[COOKIE] = cookie
    assert opened(client) == {}


def test_another_persons_sign_in_finds_nothing_open(client: Client, custody: Custody) -> None:
    client.force_login(custody.colleague)
    assert opened(client) == {}


def test_a_wrong_passphrase_is_told(custody: Custody) -> None:
    client = Client()
    client.force_login(custody.holder)
    answer = client.post(UNLOCK, {"passphrase": "sai rồi bạn ơi"})
    assert answer.status_code == 422
    assert "chưa đúng" in answer.content.decode()


def test_after_the_passphrase_the_person_goes_on_where_they_were(custody: Custody) -> None:
    client = Client()
    client.force_login(custody.holder)
    for back, place in (
        (f"/niem-phong/ket/{custody.vault.pk}/", f"/niem-phong/ket/{custody.vault.pk}/"),
        ("https://xau.example/niem-phong/", "/niem-phong/"),
        ("//xau.example", "/niem-phong/"),
        ("/", "/niem-phong/"),
    ):
        assert client.post(f"{UNLOCK}?tiep={back}", {"passphrase": PASSPHRASE})["Location"] == place


def test_a_passphrase_that_came_too_late_waits_in_no_session(custody: Custody) -> None:
    custody.holder.set_password("mật-khẩu-đăng-nhập-1")
    custody.holder.save()
    client = Client()
    client.force_login(custody.holder)
    answer = client.post(UNLOCK, {"passphrase": PASSPHRASE})
    assert (answer.status_code, answer["Location"]) == (302, UNLOCK)
    assert client.get(UNLOCK)["Location"].startswith("/tai-khoan/reauthenticate/")
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert "passphrase" not in kept


def test_giving_a_share_asks_for_an_open_vault_and_then_gives(client: Client, custody: Custody) -> None:
    key = make_holder_key(custody.colleague)
    url = f"/niem-phong/ket/{custody.vault.pk}/trao/"
    page = client.get(url).content.decode()
    assert custody.colleague.display_name in page
    answer = client.post(url, {"receiver": key.pk, "compared": "on"})
    assert answer["Location"] == f"/niem-phong/ket/{custody.vault.pk}/"
    assert VaultShare.objects.held_by(custody.colleague).exists()
    client.post("/niem-phong/khoa-lai/")
    assert client.get(url)["Location"].startswith(UNLOCK)


def test_who_does_not_hold_the_vault_does_not_see_its_looks(custody: Custody, cast: Cast) -> None:
    url = f"/niem-phong/ket/{custody.vault.pk}/"
    for user, status in ((custody.holder, 200), (custody.colleague, 404), (cast.admin, 403)):
        client = Client()
        client.force_login(user)
        assert client.get(url).status_code == status
