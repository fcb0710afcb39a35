"""Where the parts of ``bench close`` run: databases of their own, copied from one that was migrated once."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from bench.postgres import DATABASE, ThrowAwayPostgres

ROOT = Path(__file__).resolve().parent.parent
ROLE = "vhcv_app"
SECONDS = 1800
"""The longest that one part may take."""


class Places:
    """Fresh databases, each copied from one that was migrated once."""

    def __init__(self, folder: str, server_url: str) -> None:
        """Migrate one PostgreSQL and one SQLite file, and make the portal's role."""
        self._folder, self._server = folder, server_url
        self._template = environment(f"sqlite:///{folder}/template.sqlite3", folder)
        for env in (self._template, environment(server_url, folder)):
            manage(env, "migrate", "--verbosity", "0")
        role = (ROOT / "deploy" / "postgres" / "app_role.sql").read_text("utf-8")
        for statement in (f"CREATE ROLE {ROLE} LOGIN", role):
            self._execute(statement)

    def postgresql(self, name: str) -> dict[str, str]:
        """The environment of a PostgreSQL, spoken to as the role that owns nothing; its owner beside it."""
        self._execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}", of="postgres")
        start, _, _ = self._server.rpartition("/")
        owner = f"{start}/{name}"
        mine = f"postgres://{ROLE}@{owner.partition('@')[2]}"
        return environment(mine, self._folder) | {"OWNER_URL": owner}

    def sqlite(self, name: str) -> dict[str, str]:
        """The environment of a SQLite file."""
        shutil.copy(f"{self._folder}/template.sqlite3", f"{self._folder}/{name}.sqlite3")
        return environment(f"sqlite:///{self._folder}/{name}.sqlite3", self._folder)

    def _execute(self, statement: str, of: str = DATABASE) -> None:
        link = psycopg2.connect(self._server.rpartition("/")[0] + f"/{of}")
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(statement)
        link.close()


@contextmanager
def places() -> Iterator[Places]:
    with tempfile.TemporaryDirectory(prefix="vhcv-close-") as folder, ThrowAwayPostgres() as server:
        yield Places(folder, server.url)


def environment(url: str, folder: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
        "PORTAL_VAR_DIR": folder,
        "PORTAL_ENV_FILE": os.devnull,
        "LOG_LEVEL": "ERROR",
    }


def manage(env: dict[str, str], *words: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL, timeout=SECONDS)


def told_by(module: str, words: list[str], env: dict[str, str]) -> Any:
    """The JSON on the last line that a module of the bench prints."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(
        command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS
    )
    return json.loads(done.stdout.splitlines()[-1])
