"""Fixtures of the screens' tests: a real server with the whole app, and phones that have it open."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from evaluations.tests.capture_app.screens_build import build_app
from evaluations.tests.capture_app.screens_phone import ScreenPhone
from evaluations.tests.capture_app.serving import handed_out

MakeScreenPhone = Callable[..., ScreenPhone]


@pytest.fixture(scope="session")
def app_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ``assets`` hold the app."""
    folder = tmp_path_factory.mktemp("app")
    build_app(folder)
    return folder


@pytest.fixture
def app_server(
    live_server: LiveServer, app_build: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a real server that hands out the app as built from the tree."""
    with handed_out(app_build, settings, monkeypatch):
        yield live_server.url


@pytest.fixture
def app_phone(chromium: Any, app_server: str) -> Iterator[MakeScreenPhone]:
    """Make phones: ``app_phone(user)`` is signed in, took its visits along and shows the list of them."""
    phones: list[ScreenPhone] = []

    def make(user: Any, *, width: int = 390, height: int = 844, **options: Any) -> ScreenPhone:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            has_touch=True,
            accept_downloads=True,
            **options,
        )
        phone = ScreenPhone(context, app_server)
        phones.append(phone)
        phone.sign_in(user)
        phone.open()
        phone.take_along()
        return phone

    yield make
    for phone in phones:
        phone.context.close()
    troubles = [trouble for phone in phones for trouble in phone.troubles]
    assert troubles == []
