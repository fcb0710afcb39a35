"""The borrowed browser is real and strict: a page works in it, and a page that misbehaves is noticed."""

from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.services import console_troubles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_first_page_works_on_a_desktop(page: Any, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/tai-khoan/login/")
    page.get_by_label("Mật khẩu", exact=True).fill("x")
    assert page.locator("h1").count() == 1


def test_the_first_page_works_on_a_phone(phone: Any, live_server: LiveServer) -> None:
    phone.goto(f"{live_server.url}/tai-khoan/login/")
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_breach_of_the_policy_is_noticed(chromium: Any, live_server: LiveServer) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        troubles = console_troubles(page)
        page.goto(f"{live_server.url}/tai-khoan/login/")
        assert troubles == []
        page.evaluate(
            "document.body.appendChild(Object.assign(document.createElement('script'), {text: '1'}))"
        )
        assert any("Content Security Policy" in trouble for trouble in troubles)
