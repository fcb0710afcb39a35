"""Settings: a wrong value stops with a sentence, and production does not start unsafe."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from vhcv_portal.environment import Environment, SettingError
from vhcv_portal.secret import kept_secret

ROOT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "SECRET_KEY": "k9-Zq3vW7xT1mB5nR8pL2sD6fG0hJ4yU_aE-cI3oK7wM9tX5zQ",
    "ALLOWED_HOSTS": "portal.example.vn",
    "DATABASE_URL": "postgres://vhcv:secret@127.0.0.1:5432/vhcv",
    "CELERY_BROKER_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://u:p@mail.example.vn:587",
    "DEFAULT_FROM_EMAIL": "portal@example.vn",
}


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment without the variable under test."""
    monkeypatch.delenv("X", raising=False)
    return Environment()


@pytest.mark.parametrize(
    ("method", "options", "value", "expected"),
    [
        ("integer", {"default": 1, "lowest": 1, "highest": 9}, "abc", "một số nguyên từ 1 đến 9"),
        ("integer", {"default": 1, "lowest": 1, "highest": 9}, "10", "một số nguyên từ 1 đến 9"),
        ("flag", {"default": False}, "maybe", "true hoặc false"),
        ("choice", {"default": "a", "allowed": ("a", "b")}, "c", "một trong: a, b"),
        ("database", {"default": ""}, "mysql://u@h/d", "một địa chỉ postgres:// hoặc sqlite:///"),
        ("database", {"default": ""}, "postgres://u@h", "một địa chỉ postgres:// hoặc sqlite:///"),
        ("address", {"default": "", "schemes": ("redis",)}, "http://h", "bắt đầu bằng redis://"),
        ("email", {"default": ""}, "carrier-pigeon://h", "một địa chỉ smtp://"),
    ],
)
def test_nonsense_names_variable_value_and_what_is_expected(
    env: Environment,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    options: dict[str, object],
    value: str,
    expected: str,
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(SettingError) as caught:
        getattr(env, method)("X", **options)
    assert f"X='{value}'" in str(caught.value)
    assert expected in str(caught.value)


def test_a_password_is_not_shown(env: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "mysql://user:hunter2@host/name")
    with pytest.raises(SettingError) as caught:
        env.database("X", "")
    assert "hunter2" not in str(caught.value)


def test_what_is_empty_counts_as_not_given(env: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", " ")
    assert env.text("X", "default") == "default"
    assert env.integer("X", 7) == 7
    assert env.flag("X", True) is True
    assert env.names("X", ["a"]) == ["a"]


def test_a_socket_folder_may_be_the_host(env: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "postgres://vhcv@%2Frun%2Fpostgresql:5432/vhcv")
    assert env.database("X", "")["HOST"] == "/run/postgresql"


def test_sqlite_takes_the_write_lock_at_the_beginning(env: Environment) -> None:
    options = env.database("X", "sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in options["init_command"]


def test_the_trial_keeps_its_secret(tmp_path: Path) -> None:
    first = kept_secret(tmp_path / "key")
    assert len(first) >= 50
    assert kept_secret(tmp_path / "key") == first
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def _in_production(tmp_path: Path, *words: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run Python with production's settings, the safe sample changed as said."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    mode = {"DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.production"}
    env = kept | mode | SAFE | {"PORTAL_ENV_FILE": os.devnull, "PORTAL_VAR_DIR": str(tmp_path)} | changes
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_safe_sample_passes_the_deployment_checks(tmp_path: Path) -> None:
    done = _in_production(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"SECRET_KEY": ""}, "vhcv.E001"),
        ({"SECRET_KEY": "short"}, "vhcv.E001"),
        ({"DEBUG": "true"}, "vhcv.E002"),
        ({"ALLOWED_HOSTS": "*"}, "vhcv.E003"),
        ({"ALLOWED_HOSTS": ""}, "vhcv.E003"),
        ({"DATABASE_URL": ""}, "vhcv.E004"),
        ({"CELERY_BROKER_URL": ""}, "vhcv.E005"),
    ],
)
def test_production_refuses_to_start(tmp_path: Path, changes: dict[str, str], code: str) -> None:
    done = _in_production(tmp_path, "-c", "import vhcv_portal.wsgi", **changes)
    assert done.returncode == 1
    assert code in done.stderr
    assert "HINT" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_stops_before_it_listens(tmp_path: Path) -> None:
    words = ("-m", "gunicorn", "-c", "vhcv_portal/gunicorn_conf.py")
    done = _in_production(tmp_path, *words, PORT="0", ALLOWED_HOSTS="")
    assert done.returncode == 1
    assert "PORT='0'" in done.stderr
    done = _in_production(tmp_path, *words, PORT="1", ALLOWED_HOSTS="")
    assert "vhcv.E003" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_variable_is_explained() -> None:
    explained = set(
        re.findall(r"^(?:# )?([A-Z_]{4,})=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    )
    sources = [*(ROOT / "vhcv_portal/settings").glob("*.py"), ROOT / "vhcv_portal/gunicorn_conf.py"]
    call = re.compile(r"env\.(?:text|integer|flag|names|choice|database|email|address)\(\s*\"(\w+)\"")
    read = {name for path in sources for name in call.findall(path.read_text("utf-8"))}
    assert len(read) > 15
    assert read - explained == set()
    assert explained - read == {"DJANGO_SETTINGS_MODULE", "PORTAL_ENV_FILE"}
