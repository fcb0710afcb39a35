"""Saying how far a load has come: a bar on a terminal, lines elsewhere, and the waiting page's file."""

import sys
import time
from pathlib import Path
from typing import TextIO

from django.conf import settings

BAR = 28


class Progress:
    """Counts steps; each is said in one Vietnamese sentence before it begins."""

    def __init__(self, out: TextIO | None = None, file: Path | None = None) -> None:
        self._total = 1
        self._out = out or sys.stdout
        self._file = file or settings.PORTAL_LOADING_FILE
        self._done = 0
        self._began = time.monotonic()

    @property
    def percent(self) -> int:
        """How much is done, 0–100."""
        return min(100, 100 * self._done // self._total)

    def expect(self, steps: int) -> None:
        """Set how many steps there are."""
        self._total = max(1, steps)

    def begin(self, sentence: str) -> None:
        """Say what comes now."""
        if self._file.exists():
            self._file.write_text(f"{self.percent}\t{sentence}", encoding="utf-8")
        self._show(sentence)

    def advance(self, steps: int = 1) -> None:
        """Count steps as done."""
        self._done += steps

    def say(self, sentence: str) -> None:
        """A line of its own, beside the bar."""
        self._clear()
        self._out.write(f"{sentence}\n")

    def finish(self, sentence: str) -> None:
        """Close the bar with the last words."""
        self._done = self._total
        self._show(sentence)
        if self._out.isatty():
            self._out.write("\n")

    def _show(self, sentence: str) -> None:
        seconds = int(time.monotonic() - self._began)
        if self._out.isatty():
            filled = BAR * self.percent // 100
            bar = "█" * filled + "░" * (BAR - filled)
            self._clear()
            self._out.write(f"{bar} {self.percent:3d} % {seconds:4d} s  {sentence}")
        else:
            self._out.write(f"[{self.percent:3d} %] {sentence}\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._out.isatty():
            self._out.write("\r\x1b[K")
