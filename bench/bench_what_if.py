"""What-if over a loaded province: every agency of twelve months under other weights, sources, validity.

``BENCH_DATABASE_URL`` names a database with the province (PostgreSQL or SQLite); without it a throw-away
PostgreSQL is made and loaded with few people, for the number of people does not matter here: a scenario reads
stored results. Prints the seconds of each kind of change, and how many figures moved; writes nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.postgres import ThrowAwayPostgres

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 900
LIMIT = 3.0
"""Seconds for 130 agencies × 12 months (issue 6)."""


def run() -> dict[str, float]:
    """Measure, print a line for each kind of change, and return the figures."""
    with _database() as url, tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "bench.what_if_in_django", str(answer)]
        subprocess.run(command, cwd=ROOT, env=_environment(url), check=True)
        figures: dict[str, float] = json.loads(answer.read_text())
    verdict = "met" if figures["what_if_seconds"] <= LIMIT else "NOT MET"
    print(f"slowest {figures['what_if_seconds']:.2f} s   at most {LIMIT:.0f} s   {verdict}")
    return figures


@contextmanager
def _database() -> Iterator[str]:
    """The address of a loaded database."""
    given = os.environ.get("BENCH_DATABASE_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="vhcv-bench-") as folder, ThrowAwayPostgres() as server:
        os.environ["PORTAL_VAR_DIR"] = folder
        _manage(server.url, "migrate", "--verbosity", "0")
        _manage(server.url, "load_province", "vinh-long", "--staff", str(PEOPLE), "--months", "12")
        yield server.url


def _manage(database_url: str, *words: str) -> None:
    """Run a management command of the portal against that database; raises when it fails."""
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=_environment(database_url), check=True)


def _environment(database_url: str) -> dict[str, str]:
    settings = {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial"}
    return os.environ | settings
