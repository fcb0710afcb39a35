"""Signing in and the letters about accounts, as allauth is set up here."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import Settings

from core.models.outbox import OutboxMessage
from vhcv_portal.letters import ACCOUNT_LETTER
from vhcv_portal.tasks import send_account_letters

LOGIN = "/tai-khoan/login/"
PASSWORD = "một mật khẩu đủ dài"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def officer(settings: Settings) -> None:
    """An account known by staff code and e-mail; the page after signing in is of no concern here."""
    settings.LOGIN_REDIRECT_URL = "/"
    get_user_model().objects.create_user(
        "VL000001", PASSWORD, email="hoa@example.vn", display_name="Nguyễn Thị Hòa"
    )


def _sign_in(client: Client, login: str, password: str = PASSWORD) -> bool:
    client.post(LOGIN, {"login": login, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["VL000001", "vl000001", "hoa@example.vn", "HOA@example.vn"])
def test_staff_code_and_email_both_sign_in(client: Client, login: str) -> None:
    assert _sign_in(client, login)


def test_a_wrong_password_does_not(client: Client) -> None:
    assert not _sign_in(client, "VL000001", "wrong")


def test_guessing_is_stopped_for_the_account(client: Client) -> None:
    for _ in range(8):
        _sign_in(client, "VL000001", "wrong")
    page = client.post(LOGIN, {"login": "VL000001", "password": PASSWORD})
    assert "Đăng nhập sai quá nhiều lần" in page.content.decode()
    assert "_auth_user_id" not in client.session


def _ask_for_reset(client: Client, email: str) -> None:
    assert client.post("/tai-khoan/password/reset/", {"email": email}).status_code == 302


def test_a_reset_waits_for_no_mail_server(client: Client) -> None:
    _ask_for_reset(client, "hoa@example.vn")
    assert mail.outbox == []
    message = OutboxMessage.objects.get(topic=ACCOUNT_LETTER)
    assert send_account_letters(message_ids=[message.pk]) == 1
    assert mail.outbox[0].to == ["hoa@example.vn"]
    assert mail.outbox[0].subject == "Đặt lại mật khẩu Văn hóa công vụ"
    message.refresh_from_db()
    assert message.payload == {}


def test_the_letter_is_sent_once(client: Client) -> None:
    _ask_for_reset(client, "hoa@example.vn")
    ids = list(OutboxMessage.objects.values_list("pk", flat=True))
    assert [send_account_letters(message_ids=ids) for _ in range(2)] == [1, 0]
    assert len(mail.outbox) == 1


def test_the_link_in_the_letter_sets_a_password(client: Client) -> None:
    _ask_for_reset(client, "hoa@example.vn")
    body = OutboxMessage.objects.get(topic=ACCOUNT_LETTER).payload["body"]
    link = re.search(r"http://testserver(\S+)", body)
    assert link is not None
    form = client.get(link[1], follow=True).request["PATH_INFO"]
    client.post(form, {"password1": "mật khẩu mới 2026", "password2": "mật khẩu mới 2026"})
    assert _sign_in(Client(), "VL000001", "mật khẩu mới 2026")


def test_a_mail_server_away_costs_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _ask_for_reset(client, "hoa@example.vn")
    message = OutboxMessage.objects.get()

    def away(*args: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", away)
    assert send_account_letters(message_ids=[message.pk]) == 0
    message.refresh_from_db()
    assert message.handled_at is None
    assert message.payload["to"] == ["hoa@example.vn"]


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client: Client) -> None:
    _ask_for_reset(client, "nobody@example.vn")
    assert not OutboxMessage.objects.exists()
