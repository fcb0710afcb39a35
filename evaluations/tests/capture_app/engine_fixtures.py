"""Fixtures of the engine's tests: a server with the engine built, and phones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from evaluations.tests.capture_app.engine_build import build_engine
from evaluations.tests.capture_app.engine_line import Line, line_to
from evaluations.tests.capture_app.engine_phone import EnginePhone
from evaluations.tests.capture_app.serving import handed_out

MakeEnginePhone = Callable[..., EnginePhone]


@pytest.fixture(scope="session")
def engine_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose ``assets`` hold the engine."""
    folder = tmp_path_factory.mktemp("engine")
    build_engine(folder)
    return folder


@pytest.fixture
def engine_server(
    live_server: LiveServer, engine_build: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a real server that hands out the engine in place of the app."""
    with handed_out(engine_build, settings, monkeypatch):
        yield live_server.url


@pytest.fixture
def line(engine_server: str) -> Iterator[Line]:
    """A line to the server that may fail."""
    with line_to(engine_server) as line:
        yield line


@pytest.fixture
def engine_phone(chromium: Any, engine_server: str) -> Iterator[MakeEnginePhone]:
    """Make phones: ``engine_phone(user)`` is signed in, has the app open and took its visits along."""
    contexts = []

    def make(user: Any = None, *, address: str = engine_server, **options: Any) -> EnginePhone:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN", **options)
        contexts.append(context)
        phone = EnginePhone(context, address)
        if user is not None:
            phone.sign_in(user)
            phone.open()
            phone.be_ready()
            assert phone.refresh() == {"ok": True, "code": "ok", "message": ""}
        return phone

    yield make
    for context in contexts:
        context.close()
