"""Nobody can find out who it was: canaries in every identity field, a flood, and a clerk who guesses.

The canaries are sent over HTTP to gunicorn with production's settings at LOG_LEVEL=DEBUG, on PostgreSQL with
its WAL archived, Redis and Celery. Afterwards they are looked for in the answers to eight kinds of account,
in every column, in the cluster's files, its WAL, a dump, Redis' memory, the log, and the folders of the
portal and of temporary files. ``CITIZEN_ONLY=canary`` leaves the flood and the guessing out.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import redis

from bench import bench_flood, bench_guess
from bench.bench_month_end import DURABLE, HOST, _told, _variables
from bench.postgres import ThrowAwayPostgres, find_programs
from bench.sync_services import ROOT, redis_server, until_open, worker
from tests.leaks.canaries import Search
from tests.services import free_port

TRACES = ("feedback_ratingtrace", "feedback_daymark", "portal_cache")
ARCHIVED = {"wal_level": "replica", "max_wal_size": "4GB"}


def run() -> dict[str, float]:
    """Print and return what was found, lost, scored and guessed; 0, 0, 0 and at most 1 are promised."""
    search = _canaries()
    figures: dict[str, float] = {"canary_places": search.places, "canary_hits": len(search.hits)}
    print(f"canaries {len(search.canaries)}, places {search.places}, hits {len(search.hits)}")
    for name, place in search.hits:
        print(f"  HIT {name}: {place}")
    if os.environ.get("CITIZEN_ONLY") == "canary":
        return figures
    flood, guess = bench_flood.run(), bench_guess.run()
    figures |= {
        "honest_lost": flood["flood_honest_lost"],
        "junk_scored": flood["flood_junk_scored"],
        "guess_advantage": guess["guess_advantage_200"],
    }
    return figures


def _canaries() -> Search:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vhcv-citizen-")))
        archive = folder / "wal-archive"
        archive.mkdir(mode=0o777)
        archive.chmod(0o777)
        folder.chmod(0o755)
        options = DURABLE | ARCHIVED | {"archive_mode": "on", "archive_command": f"cp %p {archive}/%f"}
        server = stack.enter_context(ThrowAwayPostgres(options))
        broker = stack.enter_context(redis_server(folder))
        trial, production = _variables(server.url, broker, folder)
        (folder / "tmp").mkdir()
        production |= {"LOG_LEVEL": "DEBUG", "TMPDIR": str(folder / "tmp")}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=trial, check=True)
        port = stack.enter_context(_logged(production, folder / "web.log"))
        stack.enter_context(worker(production))
        told = _told(["bench.citizen_story", str(port), HOST], trial)
        search = Search(told["canaries"], told["places"], [tuple(hit) for hit in told["hits"]])
        redis.Redis.from_url(broker).save()
        _dump(server, folder)
        search.hits.extend(_traces(folder / "backup.sql"))
        _look(search, "portal", folder)
        _look(search, "cluster", server.folder)
        return search


@contextmanager
def _logged(env: dict[str, str], log: Path) -> Iterator[int]:
    """Production's gunicorn, all of whose words go to a file; its port once it answers."""
    static = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(static, cwd=ROOT, env=env, check=True)
    port = free_port()
    words = [sys.executable, "-m", "gunicorn", "-c", "vhcv_portal/gunicorn_conf.py"]
    with log.open("wb") as file:
        given: dict[str, Any] = {"stdout": file, "stderr": subprocess.STDOUT}
        process = subprocess.Popen(
            words, cwd=ROOT, env=env | {"PORT": str(port), "WEB_WORKERS": "2"}, **given
        )
        try:
            until_open(port)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def backup_options() -> list[str]:
    """The options by which the manual's backup leaves data out."""
    text = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    order = text[text.index("pg_dump --format") :].split("    rsync", 1)[0]
    return re.findall(r"--(?:no-unlogged|exclude-table)\S+", order)


def _traces(dump: Path) -> list[tuple[str, str]]:
    """Rows of the day's traces, or of the shared cache, that a backup holds."""
    found = re.findall(
        rf"^COPY \S*\b({'|'.join(TRACES)}) \(.*?\n(.*?)^\\\.$",
        dump.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    return [("trace", f"backup {table}") for table, rows in found if rows]


def _dump(server: ThrowAwayPostgres, folder: Path) -> None:
    """A backup as the manual makes it, the last WAL file archived, and Redis' memory, all as files."""
    programs = find_programs()
    assert programs is not None
    with (folder / "backup.sql").open("wb") as file:
        words = [str(programs / "pg_dump"), "-d", server.url, *backup_options()]
        subprocess.run(words, stdout=file, check=True)
    for order in ("CHECKPOINT", "SELECT pg_switch_wal()"):
        subprocess.run([str(programs / "psql"), "-qAt", "-d", server.url, "-c", order], check=True)


def _look(search: Search, name: str, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and "static" not in path.parts:
            try:
                search.look(f"{name} {path.relative_to(folder)}", path.read_bytes())
            except FileNotFoundError:  # gone meanwhile: a WAL file that was recycled
                continue
