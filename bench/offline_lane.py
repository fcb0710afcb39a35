"""One lane of the offline campaign: a server, a proxy and a browser of its own; run in a process of its own.

``prepare SEED`` makes the visits and builds the engine; ``hold SEED LANE/LANES FILE`` holds the sessions of a
lane and writes an outcome a line.
"""

import faulthandler
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django

LONGEST = 180
"""Seconds after which a session is taken to hang; the lane says where and ends."""

ROOT = Path(__file__).resolve().parent.parent


def main(words: list[str]) -> None:
    """Do what the command line says, with the database of ``DATABASE_URL``."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    if words[0] == "prepare":
        _prepare()
    else:
        lane, lanes = (int(part) for part in words[2].split("/"))
        _hold(words[1], lane, lanes, Path(words[3]))


def plan() -> list[str]:
    """The kind of each session of a campaign, kinds taking turns."""
    from tests.faults.offline.kinds import KINDS

    chosen = os.environ.get("BENCH_OFFLINE_KINDS", "").split()
    left = {kind: number for kind, (_act, number) in KINDS.items() if not chosen or kind in chosen}
    order = []
    while left:
        for kind in list(left):
            order.append(kind)
            left[kind] -= 1
            if not left[kind]:
                del left[kind]
    return order[: int(os.environ.get("BENCH_OFFLINE_SESSIONS") or len(order))]


def _visits_file() -> Path:
    from django.conf import settings

    return Path(settings.VAR_DIR) / "visits.json"


def _prepare() -> None:
    from django.conf import settings

    from evaluations.tests.capture_app.engine_build import build_engine
    from tests.faults.offline.world import make_visits

    build_engine(settings.VAR_DIR)
    _visits_file().write_text(json.dumps([asdict(visit) for visit in make_visits(len(plan()))]))


def _hold(seed: str, lane: int, lanes: int, answer: Path) -> None:
    from tests.faults.offline.kinds import KINDS
    from tests.faults.offline.session import Place, hold
    from tests.faults.offline.world import Visit

    visits = [Visit(**one) for one in json.loads(_visits_file().read_text())]
    with answer.open("w") as file, browser() as chromium, Server() as server, server.proxy() as proxy:
        place = Place(proxy, chromium, server.restart)
        for number, kind in list(enumerate(plan()))[lane::lanes]:
            faulthandler.dump_traceback_later(LONGEST, exit=True)
            outcome = hold(kind, KINDS[kind][0], place, visits[number], f"{seed}:{number}")
            file.write(json.dumps(asdict(outcome) | {"number": number}, ensure_ascii=False) + "\n")
            faulthandler.cancel_dump_traceback_later()
            file.flush()
            troubles = "; ".join(outcome.troubles)
            print(f"{number + 1:>4} {kind:<24} {outcome.seconds:5.1f} s {troubles}", flush=True)


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's Chromium under Playwright."""
    from playwright.sync_api import sync_playwright

    from tests.services import CHROMIUM, CHROMIUM_FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Server:
    """The portal under gunicorn on a port that stays, so that it can come back."""

    def __init__(self, **variables: str) -> None:
        """Find a port; ``variables`` are its own, beside those of this process."""
        from tests.services import free_port

        self.variables = variables
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *trouble: Any) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(40)

    @contextmanager
    def proxy(self) -> Iterator[Any]:
        """The fault proxy in front of it."""
        from tests.faults.proxy import FaultProxy

        with FaultProxy(f"http://127.0.0.1:{self.port}") as proxy:
            yield proxy

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [sys.executable, "-m", "gunicorn", "-c", "vhcv_portal/gunicorn_conf.py"]
        env = os.environ | {"PORT": str(self.port), "HOST": "127.0.0.1"} | self.variables
        self.process = subprocess.Popen(
            words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, start_new_session=True
        )
        _wait(self._answers)

    def restart(self) -> None:
        """Kill it with whatever it is doing, and start it again."""
        assert self.process is not None
        os.killpg(self.process.pid, 9)
        self.process.wait(10)
        self.start()

    def _answers(self) -> bool:
        try:
            link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            link.request("GET", "/kiem-tra/tai-cho/manifest.webmanifest")
            return link.getresponse().status == 200
        except OSError:
            return False


def _wait(met: Callable[[], bool], longest: float = 90) -> None:
    end = time.perf_counter() + longest
    while not met():
        if time.perf_counter() > end:
            raise TimeoutError("the server did not start")
        time.sleep(0.1)


if __name__ == "__main__":
    main(sys.argv[1:])
