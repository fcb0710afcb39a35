"""The first load of the demonstration: begun by the trial's server, shown on the page meanwhile.

``settings.PORTAL_LOADING_FILE`` exists while a load runs. Whoever loads may write into it one line,
``<percent>\\t<Vietnamese sentence>``, which the waiting page shows.
"""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

PROVINCE = "vinh-long"
# Seconds between two looks of the waiting page.
REFRESH = 3


class FirstLoad:
    """The load command in a process of its own, so that pages answer while it writes."""

    def __init__(self, staff: int) -> None:
        """Start loading a province of ``staff`` people."""
        self._staff = staff
        self._file: Path = settings.PORTAL_LOADING_FILE
        self._file.write_text("0\tBắt đầu nạp dữ liệu", encoding="utf-8")
        # A session of its own: Ctrl-C reaches only the server, which then stops the load (see ``stop``).
        self._process = self._manage("load_province", PROVINCE, "--staff", str(staff))
        self._thread = threading.Thread(target=self._finish, name="first-load", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the load if it still runs; the next start begins it anew."""
        if self._process.poll() is None:
            self._process.terminate()
        self._thread.join(10)

    def _manage(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a management command of this project."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)

    def _finish(self) -> None:
        """Wait for the end, open the pages, and keep in mind what was loaded."""
        outcome = self._process.wait()
        if outcome == 0:
            (settings.VAR_DIR / "loaded").write_text(str(self._staff), encoding="ascii")
        elif outcome > 0:
            print("Nạp dữ liệu minh họa không thành công; xem lỗi ở trên.", file=sys.stderr, flush=True)
        self._file.unlink(missing_ok=True)


def start_first_load(staff: str) -> FirstLoad | None:
    """Begin the load of ``staff`` people, or, when empty, show the logins of what is already there."""
    settings.PORTAL_LOADING_FILE.unlink(missing_ok=True)
    return FirstLoad(int(staff)) if staff else None


def progress(file: Path) -> tuple[int, str] | None:
    """Return percent [0, 100] and sentence of the running load, or None when none runs."""
    try:
        percent, _, sentence = file.read_text(encoding="utf-8").strip().partition("\t")
    except FileNotFoundError:
        return None
    known = percent.isdigit() and bool(sentence)
    return (min(int(percent), 100), sentence) if known else (0, "Đang nạp dữ liệu")


class LoadingMiddleware:
    """While the demonstration is being loaded every page is the waiting page, which renews itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.file: Path = settings.PORTAL_LOADING_FILE

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the waiting page, or pass the request on."""
        state = progress(self.file)
        if state is None:
            return self.get_response(request)
        percent, sentence = state
        context = {"percent": percent, "sentence": sentence, "province": settings.PORTAL_PROVINCE}
        response = HttpResponse(
            render_to_string("vhcv_portal/loading.html", context),
            status=200 if request.method in ("GET", "HEAD") else 503,
        )
        response.headers["Refresh"] = str(REFRESH)
        response.headers["Cache-Control"] = "no-store"
        return response
