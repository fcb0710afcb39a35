"""A flood: 10,000 junk in ten minutes beside 200 honest people, with production's settings on this machine.

PostgreSQL, Redis, gunicorn and Celery as deploy/ has them. Three attackers share the junk: one device, fifty
devices, ten thousand devices; each bends the counter of one agency, and every fifth time sends a report.
``FLOOD_MINUTES`` shortens it at the same pace; ``FLOOD_STAFF`` is the size of the province.
"""

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

from bench.bench_month_end import DURABLE, HOST, _pages, _told, _variables
from bench.postgres import ThrowAwayPostgres
from bench.sync_services import ROOT, redis_server, worker

MINUTES = float(os.environ.get("FLOOD_MINUTES", "10"))
STAFF = os.environ.get("FLOOD_STAFF", "3000")
PEOPLE, JUNK = round(20 * MINUTES), round(1000 * MINUTES)


def run() -> dict[str, float]:
    """Measure and print ``flood_honest_lost``, ``flood_junk_scored`` and what beside them matters."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vhcv-flood-")))
        server = stack.enter_context(ThrowAwayPostgres(DURABLE))
        trial, production = _variables(server.url, stack.enter_context(redis_server(folder)), folder)
        _load(trial)
        world = _told(["bench.flood_world"], trial)
        before = _size(server.url)
        port = stack.enter_context(_pages(production))
        stack.enter_context(worker(production))
        world |= {"host": HOST, "port": port}
        desks = stack.enter_context(_looked_at(world))
        told = _live(world, trial)
        journal = folder / "journal.json"
        journal.write_text(json.dumps({"honest": told["honest"], "junk": told["junk"]}), encoding="utf-8")
        kept = _told(["bench.flood_books", str(journal)], trial)
        return _print(told, kept, desks, kept["database_bytes"] - before)


def _load(env: dict[str, str]) -> None:
    load = ["load_province", "vinh-long", "--staff", STAFF, "--months", "1"]
    for words in (["migrate", "--verbosity", "0"], load):
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL
        )


def _size(database: str) -> int:
    link = psycopg2.connect(database)
    with link, link.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    link.close()
    return size


@contextmanager
def _looked_at(world: dict[str, Any]) -> Iterator[dict[str, list[float]]]:
    """The desks, opened every two seconds; the seconds each took, a negative number where it failed."""
    taken: dict[str, list[float]] = {path: [] for path in world["desks"]}
    over = threading.Event()

    def look() -> None:
        while not over.wait(2):
            for path, session in world["desks"].items():
                began = time.perf_counter()
                line = http.client.HTTPConnection("127.0.0.1", world["port"], timeout=60)
                headers = {
                    "Host": HOST,
                    "X-Forwarded-Proto": "https",
                    "X-Forwarded-For": "10.255.255.1",
                    "Cookie": f"__Host-sessionid={session}",
                }
                line.request("GET", path, headers=headers)
                answer = line.getresponse()
                answer.read()
                line.close()
                seconds = time.perf_counter() - began
                taken[path].append(seconds if answer.status == 200 else -seconds)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield taken
    finally:
        over.set()
        thread.join()


def _live(world: dict[str, Any], env: dict[str, str]) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.flood_people", str(60 * MINUTES), str(PEOPLE), str(JUNK)]
    done = subprocess.run(
        words, cwd=ROOT, env=env, input=json.dumps(world), stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _p95(taken: list[float]) -> float:
    return 1000 * statistics.quantiles(taken or [0, 0], n=20)[-1]


def _print(
    told: dict[str, Any], kept: dict[str, Any], desks: dict[str, list[float]], growth: int
) -> dict[str, float]:
    sent = sum(sum(statuses.values()) for kind, statuses in told["statuses"].items() if "junk" in kind)
    print(f"{PEOPLE} honest beside {sent} junk in {told['seconds'] / 60:.1f} min")
    for kind in sorted(told["taken"]):
        taken = told["taken"][kind]
        print(
            f"  {kind:<14} n {len(taken):>6} median {1000 * statistics.median(taken):6.0f} ms"
            f" p95 {_p95(taken):6.0f} ms   {told['statuses'][kind]}"
        )
    for path, taken in desks.items():
        bad = sum(seconds < 0 for seconds in taken)
        print(
            f"  desk {path:<12} n {len(taken):>4} p95 {_p95([abs(s) for s in taken]):6.0f} ms, not 200: {bad}"
        )
    print(f"kept: {kept}")
    reports = told["statuses"].get("honest report", {})
    accepted = len(told["honest"]) + told["receipts"]
    lost = PEOPLE - accepted + len(told["honest"]) - kept["honest_kept"]
    honest = [seconds for kind in told["taken"] if "honest" in kind for seconds in told["taken"][kind]]
    failed = sum(n for each in told["statuses"].values() for status, n in each.items() if int(status) >= 500)
    met = not lost and not kept["junk_counted"] and not failed
    print(
        f"honest accepted {accepted}/{PEOPLE} (reports {sum(reports.values())}), lost {lost}; junk in a score"
        f" {kept['junk_counted']} of {len(told['junk'])} kept; disk {growth / 2**20:.1f} MB"
        f"   {'met' if met else 'NOT MET'}"
    )
    return {
        "flood_junk_sent": sent,
        "flood_honest_accepted": accepted,
        "flood_honest_lost": lost,
        "flood_junk_scored": kept["junk_counted"],
        "flood_honest_p95_ms": _p95(honest),
        "flood_desk_p95_ms": max(_p95([abs(s) for s in taken]) for taken in desks.values()),
        "flood_errors_5xx": failed,
        "flood_disk_mb": growth / 2**20,
    }
