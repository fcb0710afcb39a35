"""``./portal test``: the checks, every test on SQLite, what a database matters to on PostgreSQL, journeys.

``python -m tests.lanes [pytest's arguments]``. With a path among the arguments only that part runs, on
SQLite and without the checks. The closing lines say what each lane came to and how long it took.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.postgres import ThrowAwayPostgres, find_programs

ROOT = Path(__file__).resolve().parent.parent
JOURNEYS = "tests/journeys"
# pytest's answer when the chosen tests are none, as with -k in a lane that has none of them
NOTHING_COLLECTED = 5


@dataclass(frozen=True, slots=True)
class Lane:
    """What came of one lane: its name, whether it passed, its closing words."""

    name: str
    passed: bool
    words: str


def stream(command: list[str], env: dict[str, str], *, shown: bool = True) -> tuple[int, str]:
    """Run a command, show its output as it comes or at its end, and return its code and last line."""
    output = bytearray()
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    ) as run:
        assert run.stdout is not None
        while block := os.read(run.stdout.fileno(), 65536):
            output += block
            if shown:
                _show(block)
    if not shown:
        _show(bytes(output))
    lines = [line for line in output[-4000:].decode(errors="replace").splitlines() if line.strip()]
    return run.returncode, re.sub(r"\x1b\[[0-9;]*m", "", lines[-1]).strip("= ") if lines else ""


def _show(block: bytes) -> None:
    sys.stdout.buffer.write(block)
    sys.stdout.flush()


def run_pytest(name: str, arguments: list[str], database: str, *, shown: bool = True) -> Lane:
    """Run pytest on one database."""
    if shown:
        print(f"\n» Kiểm thử trên {name}", flush=True)
    env = os.environ | {"DATABASE_URL": database}
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    code, words = stream([sys.executable, "-m", "pytest", *colour, *arguments], env, shown=shown)
    return Lane(name, code in (0, NOTHING_COLLECTED), words)


def run_apart(name: str, arguments: list[str], database: str) -> Lane:
    """Everything but the journeys, spread over processes; an idle one takes over from a busy one.

    There is one more than the machine has cores: a page in a browser, and a database that is a process of
    its own, leave a core idle for half of the time.
    """
    processes = str((os.cpu_count() or 1) + 1)
    words = ["-n", processes, "--dist", "worksteal", f"--ignore={JOURNEYS}", *arguments]
    return run_pytest(name, words, database)


def run_postgres(arguments: list[str]) -> Lane:
    """All that a database matters to, on a PostgreSQL made for it."""
    if find_programs() is None:
        return _without_postgres("PostgreSQL")
    with ThrowAwayPostgres() as server:
        return run_apart("PostgreSQL", ["--second-lane", *arguments], server.url)


def run_journeys(arguments: list[str]) -> list[Lane]:
    """The journeys on both databases side by side, each in a process of its own.

    A journey runs Celery's worker and beat inside the test process; what a thousand other tests have left
    in that process (Celery keeps a current app per thread) is no part of the story it tells. It waits more
    than it computes, so two of them share the machine well.
    """
    print("\n» Hành trình trên SQLite và PostgreSQL, song song", flush=True)
    words = [JOURNEYS, *arguments]
    on_sqlite = ("Hành trình trên SQLite", words, "")
    if find_programs() is None:
        return [run_pytest(*on_sqlite, shown=False), _without_postgres("Hành trình trên PostgreSQL")]
    with ThrowAwayPostgres() as server, ThreadPoolExecutor(2) as both:
        lanes = (on_sqlite, ("Hành trình trên PostgreSQL", words, server.url))
        started = [both.submit(run_pytest, *lane, shown=False) for lane in lanes]
        return [one.result() for one in started]


def _without_postgres(name: str) -> Lane:
    """Without PostgreSQL installed, skip and say so; fail in CI."""
    ci = os.environ.get("CI") == "true"
    words = "PostgreSQL chưa được cài trên máy này (Debian: apt-get install postgresql); bỏ qua lượt này"
    return Lane(name, not ci, words + (", điều không được phép khi CI=true" if ci else ""))


def run_checks() -> Lane:
    """Run ``./portal check``."""
    began = time.monotonic()
    code = subprocess.run([str(ROOT / "portal"), "check-only"], cwd=ROOT, check=False).returncode
    took = f" sau {time.monotonic() - began:.0f} giây"
    return Lane("Kiểm tra mã nguồn", code == 0, ("đạt" if code == 0 else "chưa đạt") + took)


def names_a_part(arguments: list[str]) -> bool:
    """Whether an argument is a file, a folder or a test within a file."""
    return any((ROOT / word.partition("::")[0]).exists() for word in arguments if not word.startswith("-"))


def main(arguments: list[str]) -> int:
    """Run the lanes one after the other and print what each came to; 1 if one failed."""
    if names_a_part(arguments):
        return 0 if run_pytest("SQLite", arguments, "").passed else 1
    steps: list[Callable[[], list[Lane]]] = [
        lambda: [run_checks()],
        lambda: [run_postgres(arguments)],
        lambda: [run_apart("SQLite", arguments, "")],
        lambda: run_journeys(arguments),
    ]
    lanes = [lane for step in steps for lane in step()]
    print()
    for lane in lanes:
        print(f"{'✓' if lane.passed else '✗'} {lane.name}: {lane.words}")
    return 0 if all(lane.passed for lane in lanes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
