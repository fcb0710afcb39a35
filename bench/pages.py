"""The dashboards against a view that returns a constant, both under the same gunicorn with a sync worker.

Each page is asked in turns with its floor: a view that returns a constant, through the same middleware, by
the same signed-in person, whose session and account both sides look up. The same constant by nobody, which
asks nothing of the database, is printed beside it; there is no page of figures for nobody to compare it with.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9
PER_ROUND = 5
WARM_UP = 5
AGENCIES = (13, 130, 1300)
DASHBOARD, RANKING, HEATMAP = "/bang-diem/", "/bang-diem/xep-hang/", "/bang-diem/ban-do-nhiet/"


@dataclass
class Asked:
    """One thing to ask for: address, headers, the status it must have, and the seconds taken."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    taken: list[float] = field(default_factory=list)
    size: int = 0

    @property
    def median(self) -> float:
        """Median seconds of one answer."""
        return statistics.median(self.taken)


def measure_pages(database_url: str) -> dict[str, float]:
    """The page figures of the issue on a loaded database; prints the table they come from."""
    ready = _prepared(database_url)
    print(f"{ready['agencies']} agencies × 12 months; queries {ready['queries']}")
    with _gunicorn(database_url, cold=True) as port:
        cold = _alternate(
            port, [*_floors(ready), *(_page(ready, name, path) for name, path in PAGES.items())]
        )
    with _gunicorn(database_url, cold=False) as port:
        unchanged = _page(ready, "304", DASHBOARD, status=304)
        unchanged.headers["If-None-Match"] = _tag(port, ready)
        warm = _alternate(port, [*_floors(ready), _page(ready, "dashboard", DASHBOARD), unchanged])
    _print("nothing cached", cold)
    _print("unchanged since", warm)
    return {
        "ranking_cold_vs_constant": _ratio(cold, "ranking"),
        "heatmap_cold_vs_constant": _ratio(cold, "heatmap"),
        "dashboard_cold_vs_constant": _ratio(cold, "dashboard"),
        "dashboard_warm_vs_constant": _ratio(warm, "dashboard"),
        "dashboard_304_vs_constant": _ratio(warm, "304"),
        "dashboard_queries": max(ready["queries"].values()),
    }


PAGES = {"ranking": RANKING, "heatmap": HEATMAP, "dashboard": DASHBOARD}


def _floors(ready: dict[str, Any]) -> list[Asked]:
    return [
        _page(ready, "constant", ready["constant"]),
        Asked("constant, by nobody", ready["constant"]),
    ]


def _page(ready: dict[str, Any], name: str, path: str, *, status: int = 200) -> Asked:
    return Asked(name, path, {"Cookie": ready["cookie"]}, status)


def _ratio(asked: dict[str, Asked], name: str) -> float:
    return asked[name].median / asked["constant"].median


def _print(title: str, asked: dict[str, Asked]) -> None:
    floor, nobody = asked["constant"].median, asked["constant, by nobody"].median
    print(f"{title}: medians of {ROUNDS * PER_ROUND}, one sync worker")
    for one in asked.values():
        print(
            f"  {one.name:<20} {1000 * one.median:8.2f} ms {one.size / 1024:7.0f} KiB "
            f"{one.median / floor:7.2f} × constant {one.median / nobody:7.2f} × nobody's"
        )


def _alternate(port: int, things: list[Asked]) -> dict[str, Asked]:
    """Ask for each in turns, so that the machine's moods meet all alike."""
    for one in things:
        for _ in range(WARM_UP):
            _ask(port, one)
        one.taken.clear()
    for _ in range(ROUNDS):
        for one in things:
            for _ in range(PER_ROUND):
                _ask(port, one)
    return {one.name: one for one in things}


def _ask(port: int, one: Asked) -> http.client.HTTPResponse:
    """One request on a connection of its own, as a sync worker wants it; raises for another status."""
    started = time.perf_counter()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", one.path, headers=one.headers)
    response = link.getresponse()
    body = response.read()
    link.close()
    one.taken.append(time.perf_counter() - started)
    one.size = len(body)
    if response.status != one.status:
        raise RuntimeError(f"{one.path}: {response.status} instead of {one.status}")
    return response


def _tag(port: int, ready: dict[str, Any]) -> str:
    return _ask(port, _page(ready, "tag", DASHBOARD)).headers["ETag"]


@contextmanager
def _gunicorn(database_url: str, *, cold: bool) -> Iterator[int]:
    """One sync worker on a loopback port of its own; connections to the database outlive a request."""
    port = free_port()
    words = [sys.executable, "-m", "gunicorn", "vhcv_portal.wsgi", "--config", "python:bench.page_gunicorn"]
    words += ["--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, cwd=ROOT, env=_environment(database_url, cold=cold)) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _environment(database_url: str, *, cold: bool) -> dict[str, str]:
    joint = "&" if "?" in database_url else "?"
    return os.environ | {
        "DATABASE_URL": f"{database_url}{joint}conn_max_age=600",
        "DJANGO_SETTINGS_MODULE": "bench.page_settings",
        "PORTAL_BENCH_COLD": "1" if cold else "",
    }


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn did not start")


def _prepared(database_url: str) -> dict[str, Any]:
    """A signed-in leader and the dashboard's queries, from a process of its own with that database."""
    words = [sys.executable, "-m", "bench.page_counts"]
    environment = _environment(database_url, cold=True)
    done = subprocess.run(words, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    print(measure_pages(sys.argv[1]))
