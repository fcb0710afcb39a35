"""Headers, the waiting page, the shared limits, log lines, password cost, sign-up."""

import json
import logging
import signal
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from core.hashers import PortalArgon2Hasher
from core.jobs import LeaseHeld
from vhcv_portal.loading import LoadingMiddleware, progress
from vhcv_portal.logs import JsonFormatter
from vhcv_portal.management.commands import first_load as first_load_module
from vhcv_portal.storage import PortalStaticStorage


@pytest.mark.django_db
def test_the_first_page_is_strict(client: Client) -> None:
    headers = client.get("/tai-khoan/login/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "microphone=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    values = {"username": "stranger", "password1": "long enough 9", "password2": "long enough 9"}
    assert b'name="password1"' not in client.post("/tai-khoan/signup/", values).content


def test_a_password_is_argon2id_at_the_agreed_cost() -> None:
    encoded = make_password("mật khẩu", hasher="argon2")
    assert isinstance(identify_hasher(encoded), PortalArgon2Hasher)
    assert encoded.startswith("argon2$argon2id$v=19$m=7168,t=5,p=1$")


@pytest.fixture
def waiting(tmp_path: Path, settings: Settings) -> LoadingMiddleware:
    """The middleware in front of a page that says "open"."""
    settings.PORTAL_LOADING_FILE = tmp_path / "loading"
    return LoadingMiddleware(lambda request: HttpResponse("open"))


def test_pages_open_when_nothing_loads(waiting: LoadingMiddleware, rf: RequestFactory) -> None:
    assert waiting(rf.get("/")).content == b"open"


def test_a_load_shows_how_far_it_is(waiting: LoadingMiddleware, rf: RequestFactory) -> None:
    waiting.file.write_text("40\tĐang tạo nhân sự", encoding="utf-8")
    response = waiting(rf.get("/"))
    assert response.status_code == 200
    assert response.headers["Refresh"] == "3"
    assert "Đang tạo nhân sự" in response.content.decode()
    assert 'value="40"' in response.content.decode()
    assert waiting(rf.post("/")).status_code == 503


@pytest.mark.parametrize(("text", "percent"), [("", 0), ("nonsense", 0), ("400\ta", 100)])
def test_an_odd_line_of_progress_harms_nobody(tmp_path: Path, text: str, percent: int) -> None:
    (tmp_path / "loading").write_text(text, encoding="utf-8")
    state = progress(tmp_path / "loading")
    assert state is not None
    assert state[0] == percent


def test_no_cache_of_production_is_redis() -> None:
    """A request never talks to Redis, so that a silent one never holds a page."""
    text = Path("vhcv_portal/settings/production.py").read_text(encoding="utf-8")
    assert "RedisCache" not in text
    assert '"default": {"BACKEND": "core.shared_cache.SharedCache", "LOCATION": "portal_cache"}' in text


def test_a_log_line_is_one_json_object() -> None:
    try:
        raise ValueError("lỗi")
    except ValueError:
        trouble = sys.exc_info()
    record = logging.LogRecord("a.b", logging.ERROR, "f.py", 1, "không %s", ("được",), trouble)
    line = json.loads(JsonFormatter().format(record))
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "a.b", "không được")
    assert "ValueError: lỗi" in line["error"]


def test_a_page_stands_without_the_built_assets(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = PortalStaticStorage(location=str(tmp_path), base_url="/static/")
    assert storage.url("nobody-built-this.css") == "/static/nobody-built-this.css"


@pytest.fixture
def first_load(db: None, tmp_path: Path, settings: Settings) -> Settings:
    """A load about to begin, in a folder of its own."""
    settings.VAR_DIR = tmp_path
    settings.PORTAL_LOADING_FILE = tmp_path / "loading"
    settings.PORTAL_LOADING_FILE.touch()
    return settings


def test_a_finished_load_opens_the_pages(first_load: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []

    def load(*words: str, **named: object) -> None:
        loaded.append((words, named))

    monkeypatch.setattr(first_load_module, "call_command", load)
    call_command("first_load", staff=50)
    assert loaded == [(("load_province", "vinh-long"), {"staff": 50})]
    assert (first_load.VAR_DIR / "loaded").read_text() == "50"
    assert not first_load.PORTAL_LOADING_FILE.exists()


def test_a_broken_load_is_gone_on_with_next_time(
    first_load: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: str, **named: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(first_load_module, "call_command", broken)
    with pytest.raises(RuntimeError):
        call_command("first_load", staff=50)
    assert not (first_load.VAR_DIR / "loaded").exists()
    assert not first_load.PORTAL_LOADING_FILE.exists()


def test_a_load_waits_for_the_lease_of_one_that_was_killed(
    first_load: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Exception | None] = [LeaseHeld("busy"), None]

    def load(*words: str, **named: object) -> None:
        if (answer := answers.pop(0)) is not None:
            raise CommandError(str(answer)) from answer

    monkeypatch.setattr(first_load_module, "call_command", load)
    monkeypatch.setattr(first_load_module, "AGAIN", 0)
    call_command("first_load", staff=50)
    assert answers == []
    assert (first_load.VAR_DIR / "loaded").exists()


def test_a_terminated_load_ends_as_an_exception(
    first_load: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def load(*words: str, **named: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(first_load_module, "call_command", load)
    with pytest.raises(SystemExit):
        call_command("first_load", staff=50)
    assert signal.getsignal(signal.SIGTERM) is before
    assert not (first_load.VAR_DIR / "loaded").exists()
