"""How gunicorn serves the portal; ``./portal run`` and the systemd units use this one file.

In the trial there is one process, and Celery's worker and beat live in it. In production the number of
processes comes from WEB_WORKERS and Celery has units of its own.
"""

import gc
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vhcv_portal.settings.trial")

import core.daily_key  # noqa: F401 - its key is made here, before the processes part, so that they share it
from vhcv_portal.environment import Environment

_env = Environment()
_env.read_file(Path(os.environ.get("PORTAL_ENV_FILE", Path(__file__).resolve().parent.parent / ".env")))
_production = os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production")

wsgi_app = "vhcv_portal.wsgi"
_host = _env.text("HOST", "127.0.0.1")
_port = _env.integer("PORT", 8000, lowest=1, highest=65535)
bind = f"{_host}:{_port}"
worker_class = "gthread"
workers = _env.integer("WEB_WORKERS", 2, lowest=1, highest=64) if _production else 1
threads = _env.integer("WEB_THREADS", 8, lowest=1, highest=64)
timeout = 60
graceful_timeout = 20
keepalive = 5
# A newer worker now and then keeps a slow leak from filling the machine. Seldom, and far apart: on a month's
# last day 5,000 answers are two minutes, and two workers that restart together answer nobody for half a
# minute (bench month-end). The trial's one process carries the tasks too and is left alone.
max_requests, max_requests_jitter = (200_000, 200_000) if _production else (0, 0)
limit_request_line = 8190
# No list of who opened what: the audit trail is the record, and a citizen leaves no address behind.
accesslog = None
errorlog = "-"
loglevel = "info" if _production else "warning"
# gunicorn otherwise opens a control socket under $HOME.
control_socket_disable = True

_embedded: Any = None
_first_load: Any = None


def on_starting(server: Any) -> None:
    """Stop here, once and in one sentence, rather than in each worker."""
    import django

    from vhcv_portal import checks

    django.setup()
    checks.refuse_unless_safe()


def when_ready(server: Any) -> None:
    """Say where the portal is, and begin the first load of the demonstration when asked to."""
    global _first_load
    if _production:
        return
    from vhcv_portal import loading

    print(f"Cổng đã mở: http://{bind}/   (Ctrl-C để dừng)", flush=True)
    _first_load = loading.start_first_load(os.environ.get("PORTAL_FIRST_LOAD", ""))
    if _first_load is None:
        loading.show_logins()


def post_worker_init(worker: Any) -> None:
    """Settle the memory; give the trial's process its Celery worker and beat, once no load is writing."""
    global _embedded
    _settle_memory()
    if _production:
        return
    from django.conf import settings

    from vhcv_portal.celery import app
    from vhcv_portal.embedded import EmbeddedCelery

    _embedded = EmbeddedCelery(app, hold=settings.PORTAL_LOADING_FILE.exists)
    _embedded.start()


def _settle_memory() -> None:
    """What was loaded stays until the end, so the collector need not walk through it with each request."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def worker_exit(server: Any, worker: Any) -> None:
    """Let the running task finish before the process goes."""
    if _embedded is not None:
        _embedded.stop()


def on_exit(server: Any) -> None:
    """End a load that is still running (the next start begins it anew) and say good-bye."""
    if _first_load is not None and _first_load.poll() is None:
        _first_load.terminate()
    if not _production:
        print("Cổng đã dừng.", file=sys.stderr, flush=True)
