"""The trial as ``./portal run`` starts it: pages answer, tasks run, Ctrl-C ends all of it."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.database import database_url
from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 60


@pytest.fixture
def portal(tmp_path: Path, transactional_db: None) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The server on the test's database; the process and its address."""
    port = free_port()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "PORT": str(port),
        "LOG_LEVEL": "INFO",
    }
    words = [sys.executable, "-m", "gunicorn", "-c", "vhcv_portal/gunicorn_conf.py"]
    with subprocess.Popen(
        words, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        assert any("Cổng đã mở" in line for line in process.stdout)
        yield process, f"http://127.0.0.1:{port}"
        if process.poll() is None:
            process.kill()


def test_pages_answer_and_ctrl_c_ends_everything(portal: tuple["subprocess.Popen[str]", str]) -> None:
    process, address = portal
    with urllib.request.urlopen(f"{address}/tai-khoan/login/", timeout=SECONDS) as page:  # noqa: S310  our own loopback address
        assert page.status == 200
        assert "Mật khẩu" in page.read().decode()
    process.send_signal(signal.SIGINT)
    words, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Cổng đã dừng." in words
    assert "Traceback" not in words


def test_a_file_of_our_own_is_served(portal: tuple["subprocess.Popen[str]", str]) -> None:
    _, address = portal
    with urllib.request.urlopen(f"{address}/static/css/public.css", timeout=SECONDS) as file:  # noqa: S310  our own loopback address
        assert file.headers["Content-Type"].startswith("text/css")
