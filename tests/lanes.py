"""``./portal test``: the checks, then every test on SQLite, then every test again on PostgreSQL.

``python -m tests.lanes [pytest's arguments]``. With a path among the arguments only that part runs, on
SQLite and without the checks. The closing lines say what each lane came to.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
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


def stream(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run a command, show its output as it comes, and return its code and its last line."""
    tail = b""
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as run:
        assert run.stdout is not None
        while block := os.read(run.stdout.fileno(), 65536):
            sys.stdout.buffer.write(block)
            sys.stdout.flush()
            tail = (tail + block)[-4000:]
    lines = [line for line in tail.decode(errors="replace").splitlines() if line.strip()]
    return run.returncode, re.sub(r"\x1b\[[0-9;]*m", "", lines[-1]).strip("= ") if lines else ""


def run_pytest(name: str, arguments: list[str], database: str) -> Lane:
    """Run pytest on one database."""
    print(f"\n» Kiểm thử trên {name}", flush=True)
    env = os.environ | {"DATABASE_URL": database}
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    code, words = stream([sys.executable, "-m", "pytest", *colour, *arguments], env)
    return Lane(name, code in (0, NOTHING_COLLECTED), words)


def run_both(name: str, arguments: list[str], database: str) -> Lane:
    """Everything spread over two processes, then the journeys in a process of their own.

    A journey runs Celery's worker and beat inside the test process; what a thousand other tests have left
    in that process (Celery keeps a current app per thread) is no part of the story it tells.
    """
    apart = run_pytest(name, ["-n", "2", f"--ignore={JOURNEYS}", *arguments], database)
    journeys = run_pytest(name, [JOURNEYS, *arguments], database)
    return Lane(name, apart.passed and journeys.passed, f"{apart.words}; {journeys.words}")


def run_postgres(arguments: list[str]) -> Lane:
    """Run pytest on a PostgreSQL made for it; without one installed, skip and say so (fail in CI)."""
    if find_programs() is None:
        ci = os.environ.get("CI") == "true"
        words = "PostgreSQL chưa được cài trên máy này (Debian: apt-get install postgresql); bỏ qua lượt này"
        return Lane("PostgreSQL", not ci, words + (", điều không được phép khi CI=true" if ci else ""))
    with ThrowAwayPostgres() as server:
        return run_both("PostgreSQL", arguments, server.url)


def run_checks() -> Lane:
    """Run ``./portal check``."""
    code = subprocess.run([str(ROOT / "portal"), "check-only"], cwd=ROOT, check=False).returncode
    return Lane("Kiểm tra mã nguồn", code == 0, "đạt" if code == 0 else "chưa đạt")


def names_a_part(arguments: list[str]) -> bool:
    """Whether an argument is a file, a folder or a test within a file."""
    return any((ROOT / word.partition("::")[0]).exists() for word in arguments if not word.startswith("-"))


def main(arguments: list[str]) -> int:
    """Run the lanes one after the other and print what each came to; 1 if one failed."""
    if names_a_part(arguments):
        return 0 if run_pytest("SQLite", arguments, "").passed else 1
    steps: list[Callable[[], Lane]] = [
        run_checks,
        lambda: run_postgres(arguments),
        lambda: run_both("SQLite", arguments, ""),
    ]
    lanes = [step() for step in steps]
    print()
    for lane in lanes:
        print(f"{'✓' if lane.passed else '✗'} {lane.name}: {lane.words}")
    return 0 if all(lane.passed for lane in lanes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
