"""What a measurement runs beside itself: a loaded province, gunicorns and Celery as deploy/ has them."""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.postgres import ThrowAwayPostgres
from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def province() -> Iterator[dict[str, str]]:
    """Variables of a loaded province on a PostgreSQL and a Redis of its own."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vhcv-sync-"))
        server = stack.enter_context(ThrowAwayPostgres())
        env = os.environ | {
            "DATABASE_URL": f"{server.url}?conn_max_age=600",
            "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
            "CELERY_BROKER_URL": stack.enter_context(redis_server(Path(folder))),
            "PORTAL_VAR_DIR": folder,
            "LOG_LEVEL": "ERROR",
        }
        for words in (["migrate", "--verbosity", "0"], ["load_province", "vinh-long", "--staff", "3000"]):
            subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)
        yield env


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of its own on a loopback port; its address, database 0."""
    port = free_port()
    words = [
        "redis-server",
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--loglevel",
        "warning",
    ]
    redis = subprocess.Popen(words, cwd=folder)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        redis.terminate()
        redis.wait(30)


@contextmanager
def gunicorn(env: dict[str, str], *, workers: int, threads: int, nice: int) -> Iterator[int]:
    """A gunicorn as a unit of deploy/ starts it, on a loopback port."""
    port = free_port()
    words = ["nice", "-n", str(nice), sys.executable, "-m", "gunicorn", "vhcv_portal.wsgi"]
    words += ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(threads)]
    words += ["--worker-class", "gthread", "--no-control-socket", "--log-level", "error"]
    with ended(words, env):
        until_open(port)
        yield port


def until_open(port: int) -> None:
    """Wait until somebody listens on the port, half a minute at most."""
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/")
        except OSError:
            time.sleep(0.1)
        else:
            return


@contextmanager
def worker(env: dict[str, str]) -> Iterator[None]:
    """Celery's worker and beat at low priority."""
    common = ["nice", "-n", "10", sys.executable, "-m", "celery", "-A", "vhcv_portal"]
    quiet = ["--loglevel", "ERROR"]
    with (
        ended([*common, "worker", *quiet, "--concurrency", "2", "--without-gossip", "--without-mingle"], env),
        ended([*common, "beat", *quiet, "--schedule", f"{env['PORTAL_VAR_DIR']}/beat"], env),
    ):
        yield


@contextmanager
def ended(words: list[str], env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(words, cwd=ROOT, env=env)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)
