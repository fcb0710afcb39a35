"""Signing in with staff code or e-mail, the bounded guesses, closed sign-up, and the end of a session."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from agencies.models import User
from agencies.tests.cast import Cast

LOGIN = "/tai-khoan/login/"
PASSWORD = "mot mat khau dai 1847"


@pytest.fixture(autouse=True)
def first_page(settings: Any) -> None:
    """The first page after signing in belongs to another app; here it is the tree."""
    settings.LOGIN_REDIRECT_URL = "agency_tree"


@pytest.fixture
def officer(cast: Cast) -> User:
    """The officer with a password and an e-mail address; the counters of guesses start at nought."""
    cache.clear()
    cast.officer.set_password(PASSWORD)
    cast.officer.email = "anh@vinhlong.example"
    cast.officer.save()
    return cast.officer


def sign_in(client: Client, login: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": login, "password": password})


def is_signed_in(client: Client) -> bool:
    return client.get("/co-quan/").status_code == 200


@pytest.mark.parametrize("how", ["code", "lower code", "email", "upper email"])
def test_staff_code_or_e_mail_and_password_sign_in(officer: User, how: str) -> None:
    login = {
        "code": officer.username,
        "lower code": officer.username.lower(),
        "email": "anh@vinhlong.example",
        "upper email": "ANH@vinhlong.example",
    }[how]
    client = Client()
    assert client.get(LOGIN).status_code == 200
    response = sign_in(client, login)
    assert response.status_code == 302, response.content.decode()
    assert is_signed_in(client)


@pytest.mark.parametrize("login", ["code", "nobody", "nobody@vinhlong.example"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(officer: User, login: str) -> None:
    client = Client()
    response = sign_in(client, officer.username if login == "code" else login, "sai mat khau")
    assert response.status_code == 200
    text = response.content.decode()
    assert "không đúng" in text
    assert "not correct" not in text
    assert not is_signed_in(client)


def test_guessing_is_stopped_in_vietnamese_and_only_for_that_account(officer: User, cast: Cast) -> None:
    client = Client()
    for _ in range(8):
        sign_in(client, officer.username, "sai mat khau")
    text = sign_in(client, officer.username, "sai mat khau").content.decode()
    assert "quá nhiều lần" in text.lower()
    cast.head.set_password(PASSWORD)
    cast.head.save()
    other = Client()
    assert sign_in(other, cast.head.username).status_code == 302


def test_sign_up_is_closed(db: None) -> None:
    client = Client()
    response = client.get("/tai-khoan/signup/")
    assert response.status_code in (200, 302, 404)
    form = {"username": "moi", "password1": PASSWORD, "password2": PASSWORD, "email": "moi@x.example"}
    client.post("/tai-khoan/signup/", form)
    assert not User.objects.exists()
    if response.status_code == 200:
        assert 'name="password1"' not in response.content.decode()


def test_a_closed_account_cannot_sign_in(officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    client = Client()
    sign_in(client, officer.username)
    assert not is_signed_in(client)


def test_the_session_of_a_closed_account_ends_with_its_next_request(officer: User) -> None:
    client = Client()
    sign_in(client, officer.username)
    assert is_signed_in(client)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    response = client.get("/co-quan/")
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


def test_another_password_ends_other_sessions(officer: User) -> None:
    client = Client()
    sign_in(client, officer.username)
    officer.set_password("mot mat khau khac 1847")
    officer.save()
    assert not is_signed_in(client)


def test_signing_out_needs_a_post_and_ends_the_session(officer: User) -> None:
    client = Client()
    sign_in(client, officer.username)
    client.get("/tai-khoan/logout/")
    assert is_signed_in(client)
    client.post("/tai-khoan/logout/")
    assert not is_signed_in(client)


def test_after_signing_in_one_stays_on_this_site(officer: User) -> None:
    response = Client().post(
        f"{LOGIN}?next=https://elsewhere.example/", {"login": officer.username, "password": PASSWORD}
    )
    assert "elsewhere" not in response["Location"]
