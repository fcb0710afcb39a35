"""Lanes and the real services tests may borrow: Redis, Chromium; PostgreSQL is chosen by DATABASE_URL.

Where a service is missing its tests are skipped and say so; with ``CI=true`` they fail.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import SimpleTestCase, override_settings

from tests.arriving import teach

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(what: str) -> None:
    """Skip the test, or fail it in CI, because a service is not installed on this machine."""
    words = f"{what} chưa được cài trên máy này; phần kiểm thử cần đến nó bị bỏ qua"
    if os.environ.get("CI") == "true":
        pytest.fail(words.replace("bị bỏ qua", "không được phép bỏ qua khi CI=true"), pytrace=False)
    pytest.skip(words)


def needs_no_database(item: pytest.Item) -> bool:
    """Whether a test touches no database at all, so that which one it is cannot matter."""
    if item.get_closest_marker("django_db") or getattr(item, "fixturenames", None) is None:
        return False
    asked = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "client", "admin_client"}
    cls = getattr(item, "cls", None)
    return not (asked & set(item.fixturenames)) and not (cls and issubclass(cls, SimpleTestCase))


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch by which :mod:`tests.lanes` runs the second lane."""
    parser.addoption("--second-lane", action="store_true", help="leave out what the first lane ran the same")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the second lane leave out what runs the same in the first: the rules, and pages but for journeys.

    A rule has no database to differ by; a page in the browser asks what the tests of its requests ask in
    both lanes. Without the switch a test runs wherever it is asked to.
    """
    if not config.getoption("second_lane"):
        return
    left_out = {
        item
        for item in items
        if item.get_closest_marker("once")
        or (item.get_closest_marker("browser") and "journeys" not in item.path.parts)
        or (needs_no_database(item) and not item.get_closest_marker("postgres"))
    }
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Keep tests about one database in its lane, and what no database matters to in one of the two."""
    for vendor, marker in (("postgresql", "postgres"), ("sqlite", "sqlite")):
        if item.get_closest_marker(marker) and connection.vendor != vendor:
            pytest.skip(f"về {vendor}; lượt này chạy trên {connection.vendor}")
    if item.get_closest_marker("once") and connection.vendor != "sqlite":
        pytest.skip("không phụ thuộc cơ sở dữ liệu; chạy một lần, ở lượt SQLite")


@pytest.fixture(scope="session", autouse=True)
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Uploads of this run go into a folder of their own."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test finds what another left in the cache: login limits, fragments."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis of this run only, empty, on a loopback port; its address, database 0."""
    program = shutil.which("redis-server")
    if program is None:
        missing("Redis (redis-server)")
    port = free_port()
    words = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(words, cwd="/tmp", stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert any("Ready to accept connections" in line for line in server.stdout), "Redis did not start"
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()
        server.stdout.read()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium under Playwright; a browser to open contexts in."""
    if not CHROMIUM.exists():
        missing("Chromium (/usr/bin/chromium)")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        teach(browser)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page on a desktop screen; the test fails on an error in the console or a breach of the CSP."""
    yield from _page(chromium, {"width": 1280, "height": 900})


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page on a phone screen, 390 wide, with touch; as strict as ``page``."""
    yield from _page(chromium, {"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def console_troubles(page: Any) -> list[str]:
    """A list that fills with the errors of a page: exceptions, breaches of the CSP, failed requests.

    Answers of 400 to 499 are not among them, nor a network that the test itself took away; a test that cares
    asks for those itself.
    """
    troubles: list[str] = []
    expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")

    def note(message: Any) -> None:
        if message.type == "error" and not any(words in message.text for words in expected):
            troubles.append(message.text)

    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", note)
    return troubles


def _page(chromium: Any, viewport: dict[str, int], **options: Any) -> Iterator[Any]:
    """Open a context of its own, hand out its page, and look at what the console said."""
    with chromium.new_context(
        viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
    ) as context:
        page = context.new_page()
        troubles = console_troubles(page)
        yield page
    assert troubles == []
