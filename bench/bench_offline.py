"""Two hundred visits recorded without network and sent over broken lines: lost, doubled, falsely "sent"?

Chromium with the real service worker and engine, gunicorn with the trial's settings on a PostgreSQL of its
own, and the fault proxy of the tests between them. Each session is one visit under one kind of fault
(tests/faults/offline/kinds.py). ``BENCH_OFFLINE_SEED`` repeats a campaign, ``BENCH_OFFLINE_KINDS`` (names)
and ``BENCH_OFFLINE_SESSIONS`` (a number) choose from it.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.postgres import ThrowAwayPostgres

ROOT = Path(__file__).resolve().parent.parent
LANES = 2
"""How many browsers, each with a server of its own, work side by side on one database."""

COLUMNS = ("lost", "doubled", "false_sent", "left", "wrong")


def run() -> dict[str, float]:
    """Hold the campaign and print it by kind; every figure but the number of sessions is to be 0."""
    seed = int(os.environ.get("BENCH_OFFLINE_SEED") or random.SystemRandom().randrange(1_000_000))
    began = time.perf_counter()
    with ExitStack() as stack:
        env = _environment(stack)
        _run(env, "manage.py", "migrate", "--verbosity", "0")
        outcomes = _campaign(env, seed)
    _print_table(outcomes)
    print(f"seed {seed}, {time.perf_counter() - began:.0f} s in all, {LANES} browsers side by side")
    sums = {name: sum(one[name] for one in outcomes) for name in COLUMNS}
    return {"sessions": len(outcomes), **sums}


def _environment(stack: ExitStack) -> dict[str, str]:
    """Variables of a database and files that are gone afterwards."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vhcv-offline-"))
    server = stack.enter_context(ThrowAwayPostgres())
    return os.environ | {
        "DATABASE_URL": f"{server.url}?conn_max_age=600",
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
        "PORTAL_VAR_DIR": folder,
        "PORTAL_ENV_FILE": os.devnull,
        "LOG_LEVEL": "ERROR",
    }


def _run(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, *words], cwd=ROOT, env=env, check=True)


def _campaign(env: dict[str, str], seed: int) -> list[dict[str, Any]]:
    """Every session's outcome; the lanes take turns through the kinds."""
    answers = [Path(env["PORTAL_VAR_DIR"]) / f"lane-{lane}.jsonl" for lane in range(LANES)]
    _run(env, "-m", "bench.offline_lane", "prepare", str(seed))
    words = [sys.executable, "-m", "bench.offline_lane"]
    lanes = [
        subprocess.Popen([*words, "hold", str(seed), f"{lane}/{LANES}", str(answer)], cwd=ROOT, env=env)
        for lane, answer in enumerate(answers)
    ]
    for lane in lanes:
        if lane.wait():
            raise RuntimeError("a lane of the campaign broke off")
    outcomes = [json.loads(line) for answer in answers for line in answer.read_text().splitlines()]
    return sorted(outcomes, key=lambda one: one["number"])


def _print_table(outcomes: list[dict[str, Any]]) -> None:
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in outcomes:
        by_kind[one["kind"]].append(one)
    print(f"{'kind of fault':<24}{'sessions':>9}{'records':>9}{'photos':>8}", end="")
    print("".join(f"{name:>12}" for name in COLUMNS), f"{'s each':>8}")
    for kind, group in [*by_kind.items(), ("in all", outcomes)]:
        numbers = [len(group), *(sum(one[name] for one in group) for name in ("records", "photos", *COLUMNS))]
        widths = (9, 9, 8, *(12 for _ in COLUMNS))
        seconds = sum(one["seconds"] for one in group) / len(group)
        words = "".join(f"{number:>{width}}" for number, width in zip(numbers, widths, strict=True))
        print(f"{kind:<24}{words} {seconds:8.1f}")
    for one in outcomes:
        for trouble in one["troubles"]:
            print(f"  {one['kind']}: {trouble}")
