"""A browser whose process can be killed while its profile lives on, as a phone's battery dies."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.services import CHROMIUM, CHROMIUM_FLAGS


@dataclass
class Killable:
    """Chromium on a profile in ``folder``; started by hand, for Playwright does not tell whom to kill."""

    folder: Path
    browser_type: Any
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Any:
        """Start it; the context with the profile's data."""
        place = self.folder / "DevToolsActivePort"
        place.unlink(missing_ok=True)
        (self.folder / "SingletonLock").unlink(missing_ok=True)
        flags = [*CHROMIUM_FLAGS, f"--user-data-dir={self.folder}", "--remote-debugging-port=0"]
        self.process = subprocess.Popen(
            [str(CHROMIUM), *flags, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port = _first_line(place)
        return self.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}").contexts[0]

    def kill(self) -> None:
        """End all its processes at once, without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
            self.process = None


def _first_line(file: Path, longest: float = 30) -> str:
    end = time.perf_counter() + longest
    while not file.exists() or not file.read_text().strip():
        if time.perf_counter() > end:
            raise TimeoutError("Chromium did not start")
        time.sleep(0.05)
    return file.read_text().splitlines()[0]
