"""A PostgreSQL of one's own for a test lane or a bench: made, used through a socket, stopped, removed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

DATABASE = "vhcv"
# The cluster dies with its use, so nothing need survive a power cut.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
}


def find_programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, PostgreSQL 15 first, or None when none is installed."""
    folders = [Path("/usr/lib/postgresql/15/bin"), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    on_path = shutil.which("initdb")
    folders += [Path(on_path).parent] if on_path else []
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class ThrowAwayPostgres:
    """``with ThrowAwayPostgres() as server: server.url`` – trust inside a folder only its owner enters."""

    def __init__(self, options: dict[str, str] | None = None) -> None:
        """Prepare; ``options`` are settings of postgresql.conf beyond or instead of ``OPTIONS``."""
        programs = find_programs()
        if programs is None:
            raise FileNotFoundError("PostgreSQL is not installed (Debian: postgresql)")
        self._programs = programs
        self._options = OPTIONS | (options or {})
        self.folder = Path(tempfile.mkdtemp(prefix="vhcv-pg-", dir="/tmp"))
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://{self._user}@{quote(str(self.folder), safe='')}:5432/{DATABASE}"

    def __enter__(self) -> "ThrowAwayPostgres":
        if os.geteuid() == 0:
            shutil.chown(self.folder, self._user, self._user)
        try:
            self._start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        self._remove()

    @property
    def _data(self) -> str:
        """The cluster's own folder."""
        return str(self.folder / "data")

    def _start(self) -> None:
        """Make the cluster, start it and create the database."""
        self._run("initdb", "-D", self._data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = self._options | {"unix_socket_directories": str(self.folder)}
        words = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self._data, "-l", log, "-w", "-o", words, "start")
        self._run("createdb", "-h", str(self.folder), DATABASE)

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the cluster's owner; raises with its words when it fails."""
        owner = {"user": self._user, "group": self._user, "extra_groups": []} if os.geteuid() == 0 else {}
        # Into a file: the server inherits what pg_ctl was given, and a pipe would never close.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **owner,
            )
            output.seek(0)
            words = output.read().decode(errors="replace")
        if done.returncode:
            raise RuntimeError(f"{program}: {words}")

    def _remove(self) -> None:
        """Delete everything."""
        shutil.rmtree(self.folder, ignore_errors=True)
