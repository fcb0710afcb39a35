"""Celery's worker and beat as threads of one process: how the trial does background work.

The application cannot tell: tasks are sent and scheduled as in production. What is queued dies with the
process, which the outbox makes good at the next start. ``WorkController`` and ``Service`` are only half
public in Celery; the version is pinned and ``tests/house/test_workers.py`` drives the real thing.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from celery import Celery
from celery.beat import Service
from celery.worker import WorkController

logger = logging.getLogger(__name__)

# Two at a time: SQLite has one writer, so more would only wait for one another.
CONCURRENCY = 2
# Seconds a stop waits for a task that is running; it starts again from its sources at the next start.
PATIENCE = 10.0


class _Worker(WorkController):
    """A worker that says when it consumes (``worker_ready`` is never sent without the command line)."""

    def __init__(self, *args: Any, ready: Callable[[], None], **kwargs: Any) -> None:
        self._say_ready = ready
        super().__init__(*args, **kwargs)

    def on_consumer_ready(self, consumer: Any) -> None:
        """Let the waiting starter go on."""
        self._say_ready()


class EmbeddedCelery:
    """One worker and, on request, one beat, in daemon threads of the calling process."""

    def __init__(self, app: Celery, *, beat: bool = True, hold: Callable[[], bool] | None = None) -> None:
        """Prepare; nothing runs before ``start``.

        ``hold`` is asked each second and keeps both from starting as long as it returns True.
        """
        self._app = app
        self._hold = hold
        self._with_beat = beat
        self._ready = threading.Event()
        self._settled = threading.Event()
        self._stopping = threading.Event()
        self._worker: _Worker | None = None
        self._beat: Service | None = None
        self.threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start in the background and return at once."""
        self._thread("celery-worker", self._run_worker)
        if self._with_beat:
            self._thread("celery-beat", self._run_beat)

    def wait_until_ready(self, seconds: float) -> bool:
        """Wait until the worker consumes; False when it did not within ``seconds``."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        """Ask both to finish, and wait for what is running up to ``PATIENCE`` seconds.

        A worker that is just starting is let come up first: Celery cannot be stopped half-way without
        leaving an error behind.
        """
        self._stopping.set()
        if self._beat is not None:
            self._beat.stop()
        self._settled.wait(PATIENCE)
        if self._worker is not None:
            self._worker.stop()
        for thread in self.threads:
            thread.join(PATIENCE)

    def _thread(self, name: str, run: Callable[[], None]) -> None:
        """Run a function in a daemon thread of that name."""
        thread = threading.Thread(target=run, name=name, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _may_start(self) -> bool:
        """Wait out the hold; False when a stop came first."""
        while self._hold is not None and self._hold():
            if self._stopping.wait(1.0):
                return False
        return not self._stopping.is_set()

    def _say_ready(self) -> None:
        """The worker consumes."""
        self._ready.set()
        self._settled.set()

    def _run_worker(self) -> None:
        """Consume until stopped."""
        try:
            self._consume()
        finally:
            self._settled.set()

    def _consume(self) -> None:
        """Come up once nothing holds, unless a stop comes first."""
        if self._may_start():
            self._app.set_current()
            self._worker = _Worker(
                app=self._app,
                ready=self._say_ready,
                pool="threads",
                concurrency=CONCURRENCY,
                without_heartbeat=True,
                without_mingle=True,
                without_gossip=True,
                # a thread cannot be interrupted, so the limits of production do not apply here
                time_limit=0,
                soft_time_limit=0,
            )
            self._worker.start()

    def _run_beat(self) -> None:
        """Send what the schedule says, once the worker is there to take it."""
        while not self._ready.wait(1.0):
            if self._stopping.is_set():
                return
        self._app.set_current()
        Path(self._app.conf.beat_schedule_filename).parent.mkdir(parents=True, exist_ok=True)
        self._beat = Service(self._app, max_interval=1)
        if not self._stopping.is_set():
            self._beat.start()
