"""Background work is really done: by the trial's embedded worker, and by a worker of its own over Redis."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from celery import Celery
from celery.signals import task_postrun
from django.contrib.sessions.models import Session
from django.db import connection

from tests.house.database import database_url
from tests.house.probe import leave_session
from vhcv_portal.celery import app
from vhcv_portal.embedded import EmbeddedCelery

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS = 30


@pytest.fixture
def finished() -> Iterator[threading.Event]:
    """Set when the probe's task has run in this process."""
    event = threading.Event()

    def note(task_id: str, **kwargs: Any) -> None:
        connection.close()
        event.set()

    task_postrun.connect(note, sender=leave_session, weak=False)
    yield event
    task_postrun.disconnect(note, sender=leave_session)


@pytest.mark.django_db(transaction=True)
def test_the_embedded_worker_runs_a_task(finished: threading.Event) -> None:
    embedded = EmbeddedCelery(app, beat=False)
    embedded.start()
    try:
        assert embedded.wait_until_ready(SECONDS)
        leave_session.delay(key="embedded-worker-was-here")
        assert finished.wait(SECONDS)
        assert Session.objects.filter(session_key="embedded-worker-was-here").count() == 1
    finally:
        embedded.stop()
    assert not any(thread.is_alive() for thread in embedded.threads)


@pytest.mark.django_db(transaction=True)
def test_the_embedded_beat_sends_what_the_schedule_says(
    finished: threading.Event, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    entry = {"task": leave_session.name, "schedule": 0.1, "kwargs": {"key": "beat-was-here"}}
    monkeypatch.setattr(app.conf, "beat_schedule", {"probe": entry})
    monkeypatch.setattr(app.conf, "beat_schedule_filename", str(tmp_path / "schedule"))
    embedded = EmbeddedCelery(app)
    embedded.start()
    try:
        assert finished.wait(SECONDS)
    finally:
        embedded.stop()
    assert Session.objects.filter(session_key="beat-was-here").exists()


def test_it_stays_quiet_while_a_load_writes() -> None:
    asked = threading.Event()

    def hold() -> bool:
        asked.set()
        return True

    embedded = EmbeddedCelery(app, hold=hold)
    embedded.start()
    assert asked.wait(SECONDS)
    assert not embedded.wait_until_ready(0)
    embedded.stop()
    assert not any(thread.is_alive() for thread in embedded.threads)


def test_a_stop_in_the_middle_of_the_start_ends_it_cleanly(caplog: pytest.LogCaptureFixture) -> None:
    for seconds in (0.0, 0.001, 0.01, 0.05):
        embedded = EmbeddedCelery(app, beat=False)
        embedded.start()
        embedded.wait_until_ready(seconds)
        embedded.stop()
        assert not any(thread.is_alive() for thread in embedded.threads)
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


@pytest.fixture
def worker(redis_url: str, tmp_path: Path, transactional_db: None) -> Iterator[None]:
    """Celery's own worker, as in production, on the test's Redis and the test's database."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
        "PORTAL_ENV_FILE": os.devnull,
        "PORTAL_VAR_DIR": str(tmp_path),
        "DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": redis_url,
    }
    words = [
        "celery",
        "-A",
        "vhcv_portal",
        "worker",
        "--include",
        "tests.house.probe",
        "-c",
        "1",
        "-l",
        "INFO",
    ]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=env, stdout=log, stderr=log)
        yield
        process.terminate()
        process.wait(SECONDS)


@pytest.mark.redis
def test_a_worker_over_redis_runs_a_task(redis_url: str, worker: None) -> None:
    with (
        Celery(broker=redis_url, set_as_current=False) as publisher,
        redis.from_url(redis_url, socket_timeout=2 * SECONDS) as server,
    ):
        publisher.send_task(
            leave_session.name, kwargs={"key": "redis-worker-was-here", "tell": redis_url}, ignore_result=True
        )
        told = server.blpop(["told"], timeout=SECONDS)
    assert told == (b"told", b"redis-worker-was-here")
    assert Session.objects.filter(session_key="redis-worker-was-here").count() == 1
