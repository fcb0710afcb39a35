"""The month's last day: 31,000 people submit within half an hour, everything on this one machine.

PostgreSQL that keeps its word (fsync and synchronous commit on), Redis, gunicorn and Celery with production's
settings, as deploy/ has them. Each person logs in, opens the form, is autosaved once and submits; a leader
reads the dashboard all the while. The people keep a journal, which is held against the database afterwards.

``MONTH_END_PEOPLE`` and ``MONTH_END_MINUTES`` make it shorter; what matters is their ratio. The province
stays whole, for in a small one nearly everybody is a head.
"""

import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from bench.postgres import ThrowAwayPostgres
from bench.sync_services import ROOT, ended, redis_server, until_open, worker
from tests.services import free_port

PEOPLE = int(os.environ.get("MONTH_END_PEOPLE", "31000"))
MINUTES = float(os.environ.get("MONTH_END_MINUTES", "30"))
STAFF = 34_100
HOST = "portal.example.vn"
LIMIT_MS = 400
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# How old the oldest form is that no result has counted yet.
BEHIND = """
SELECT coalesce(max(extract(epoch FROM now() - a.submitted_at)), 0)
FROM evaluations_selfassessment a JOIN evaluations_agencyresult r
  ON r.agency_id = a.agency_id AND r.period_id = a.period_id
WHERE a.period_id = %s AND a.submitted_at > r.computed_at
"""


def run() -> dict[str, float]:
    """Measure and print ``people``, ``lost``, ``errors_5xx`` and ``p95_ms``."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vhcv-month-end-")))
        server = stack.enter_context(ThrowAwayPostgres(DURABLE))
        trial, production = _variables(server.url, stack.enter_context(redis_server(folder)), folder)
        world = _world(trial)
        port = stack.enter_context(_pages(production))
        stack.enter_context(worker(production))
        world |= {"host": HOST, "port": port}
        watching = stack.enter_context(_watched(server.url, world))
        journal = folder / "journal.jsonl"
        told = _live(world, journal, trial)
        kept = _told(["bench.month_end_books", str(journal), str(world["period"])], trial)
        behind = _drained(server.url, world["period"])
    return _print(world, told, kept, watching, behind)


def _variables(database: str, broker: str, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The environment of the load (a demonstration) and that of the services (production)."""
    common = os.environ | {
        "DATABASE_URL": database,
        "CELERY_BROKER_URL": broker,
        "PORTAL_VAR_DIR": str(folder),
        "PORTAL_ENV_FILE": os.devnull,
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "a key of this measurement only, long enough for the checks of production",
    }
    (folder / "assets").symlink_to(ROOT / "var" / "assets")
    production = common | {
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.production",
        "ALLOWED_HOSTS": HOST,
        "EMAIL_URL": "smtp+tls://u:p@127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": f"portal@{HOST}",
        "DATABASE_CONN_MAX_AGE": "600",
    }
    for name in ("DEBUG", "PORTAL_DEMO"):
        production.pop(name, None)
    return common | {"DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial"}, production


def _world(env: dict[str, str]) -> dict[str, Any]:
    load = ["load_province", "vinh-long", "--staff", str(STAFF), "--months", "1"]
    for words in (["migrate", "--verbosity", "0"], load):
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )
    return _told(["bench.month_end_world", str(PEOPLE)], env)


def _told(words: list[str], env: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def _pages(env: dict[str, str]) -> Iterator[int]:
    """The gunicorn of the pages exactly as its unit starts it; its port once it answers."""
    static = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(static, cwd=ROOT, env=env, check=True)
    port = free_port()
    words = [sys.executable, "-m", "gunicorn", "-c", "vhcv_portal/gunicorn_conf.py"]
    with ended(words, env | {"PORT": str(port), "WEB_WORKERS": "2", "WEB_THREADS": "8"}):
        until_open(port)
        yield port


class _Watching:
    """What is read beside the people: the dashboard's seconds, and how far the results lag behind."""

    def __init__(self, database: str, world: dict[str, Any]) -> None:
        self.world, self.database = world, database
        self.taken: list[float] = []
        self.failed = 0
        self.behind: list[float] = []

    def watch(self, over: threading.Event) -> None:
        """The dashboard every second, the lag every ten."""
        with contextlib.closing(psycopg2.connect(self.database)) as link:
            link.autocommit = True
            beat = 0
            while not over.wait(1):
                self._open_dashboard()
                beat += 1
                if beat % 10 == 0:
                    with link.cursor() as cursor:
                        cursor.execute(BEHIND, [self.world["period"]])
                        self.behind.append(float(cursor.fetchone()[0]))

    def _open_dashboard(self) -> None:
        began = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.world["port"], timeout=60)
        line.request(
            "GET",
            "/bang-diem/",
            headers={
                "Host": HOST,
                "X-Forwarded-Proto": "https",
                "X-Forwarded-For": "10.255.255.1",
                "Cookie": f"__Host-sessionid={self.world['leader']}",
            },
        )
        answer = line.getresponse()
        answer.read()
        line.close()
        self.failed += answer.status != 200
        self.taken.append(time.perf_counter() - began)


@contextmanager
def _watched(database: str, world: dict[str, Any]) -> Iterator[_Watching]:
    watching, over = _Watching(database, world), threading.Event()
    thread = threading.Thread(target=watching.watch, args=(over,))
    thread.start()
    try:
        yield watching
    finally:
        over.set()
        thread.join()


def _live(world: dict[str, Any], journal: Path, env: dict[str, str]) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.month_end_people", str(60 * MINUTES), str(journal)]
    done = subprocess.run(
        words, cwd=ROOT, env=env, input=json.dumps(world), stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _drained(database: str, period: int) -> float:
    """Seconds until every form is in a result; at most two minutes are waited."""
    began = time.monotonic()
    with contextlib.closing(psycopg2.connect(database)) as link, link.cursor() as cursor:
        link.autocommit = True
        while time.monotonic() < began + 120:
            cursor.execute(BEHIND, [period])
            if not float(cursor.fetchone()[0]):
                break
            time.sleep(1)
    return time.monotonic() - began


def _p95(taken: list[float]) -> float:
    return 1000 * statistics.quantiles(taken, n=20)[-1]


def _print(
    world: dict[str, Any], told: dict[str, Any], kept: dict[str, Any], watching: _Watching, drained: float
) -> dict[str, float]:
    everything = [seconds for taken in told["taken"].values() for seconds in taken]
    print(f"people {len(world['people'])} in {told['seconds'] / 60:.1f} min, requests {len(everything)}")
    for kind, taken in told["taken"].items():
        print(
            f"  {kind:<11} n {len(taken):>6} median {1000 * statistics.median(taken):6.0f} ms"
            f" p95 {_p95(taken):6.0f} ms longest {1000 * max(taken):6.0f} ms"
        )
    for words in told["refused"]:
        print(f"  refused: {words}")
    print(f"journal: {kept}")
    behind = statistics.quantiles(watching.behind or [0, 0], n=20)[-1]
    print(
        f"dashboard n {len(watching.taken)} p95 {_p95(watching.taken):.0f} ms, not 200: {watching.failed};"
        f" oldest form not yet counted, p95 {behind:.0f} s,"
        f" all counted {drained:.0f} s after the last"
    )
    p95 = _p95(everything)
    lost = kept["lost"] + kept["different"] + kept["doubled"]
    met = p95 < LIMIT_MS and not lost and not told["errors_5xx"] and not told["refused_count"]
    print(f"p95_ms {p95:.0f}   under {LIMIT_MS}, lost 0, errors_5xx 0 {'met' if met else 'NOT MET'}")
    return {
        "people": len(world["people"]),
        "lost": lost,
        "errors_5xx": told["errors_5xx"],
        "p95_ms": p95,
        "month_end_accepted": kept["accepted"],
        "month_end_refused": told["refused_count"],
        "month_end_broken": told["broken"],
        "month_end_dashboard_p95_ms": _p95(watching.taken),
    }
