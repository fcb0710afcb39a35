"""Every speed figure of the portal on PostgreSQL with the whole province: 31,000 people × 12 months.

``BENCH_DATABASE_URL`` names a database that has the province already (it is measured in place: results are
written anew, everything else is taken back); without it a throw-away PostgreSQL is made, loaded and removed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.pages import measure_pages
from bench.postgres import ThrowAwayPostgres

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = 31_000
LIMITS = {
    "rollup_vs_select": 3,
    "rerate_one_vs_select": 0.12,
    "rollup_peak_mib": 200,
    "ranking_cold_vs_constant": 25,
    "heatmap_cold_vs_constant": 25,
    "dashboard_cold_vs_constant": 40,
    "dashboard_warm_vs_constant": 7,
    "dashboard_304_vs_constant": 2.5,
    "dashboard_queries": 6,
    "submit_vs_constant": 12,
    "submit_queries": 6,
    "bytes_vs_columns": 1.6,
}
"""The most each figure may be."""


def run() -> dict[str, float]:
    """Measure everything, print each table and then each figure beside its limit; returns the figures."""
    with _database() as url:
        figures = _in_django(url) | measure_pages(url)
    for name, limit in LIMITS.items():
        verdict = "met" if figures[name] <= limit else "NOT MET"
        print(f"{name:<28} {figures[name]:8.3f}   at most {limit:<5} {verdict}")
    return figures


@contextmanager
def _database() -> Iterator[str]:
    """The address of a loaded database; photographs and other files of a load stay in a folder of its own."""
    given = os.environ.get("BENCH_DATABASE_URL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="vhcv-bench-") as folder, ThrowAwayPostgres() as server:
        os.environ["PORTAL_VAR_DIR"] = folder
        _manage(server.url, "migrate", "--verbosity", "0")
        _manage(server.url, "load_province", "vinh-long", "--staff", str(PEOPLE))
        _manage(server.url, "shell", "--verbosity", "0", "--command", VACUUM)
        yield server.url


# What autovacuum would have done by the next morning: without statistics every plan is a guess.
VACUUM = "from django.db import connection; connection.cursor().execute('VACUUM ANALYZE')"


def _manage(database_url: str, *words: str) -> None:
    """Run a management command of the portal against that database; raises when it fails."""
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=_environment(database_url), check=True)


def _in_django(database_url: str) -> dict[str, float]:
    """The roll-up's and the submission's figures, from a process of its own with that database."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "bench.speed_in_django", str(answer)]
        subprocess.run(command, cwd=ROOT, env=_environment(database_url), check=True)
        found: dict[str, float] = json.loads(answer.read_text())
    return found


def _environment(database_url: str) -> dict[str, str]:
    settings = {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial"}
    return os.environ | settings
