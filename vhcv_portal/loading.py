"""The first load of the demonstration: begun by the trial's server, shown on the page meanwhile.

``settings.PORTAL_LOADING_FILE`` exists while a load runs. Whoever loads may write into it one line,
``<percent>\\t<Vietnamese sentence>``, which the waiting page shows.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# Seconds between two looks of the waiting page.
REFRESH = 3


def start_first_load(staff: str) -> "subprocess.Popen[bytes] | None":
    """Begin to load a province of ``staff`` people in a process of its own; None when ``staff`` is empty.

    Only ``poll`` and ``terminate`` of the result mean something: gunicorn collects the ends of all children.
    """
    settings.PORTAL_LOADING_FILE.unlink(missing_ok=True)
    if not staff:
        return None
    settings.PORTAL_LOADING_FILE.write_text("0\tBắt đầu nạp dữ liệu", encoding="utf-8")
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "first_load", "--staff", staff]
    # A session of its own: Ctrl-C reaches only the server, which then ends the load.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)


def show_logins() -> None:
    """Print the ready logins of a demonstration that was loaded on an earlier day."""
    if settings.PORTAL_DEMO and (settings.VAR_DIR / "loaded").exists():
        call_command("demo_logins")
        # asked in the server's first process, which hands no connection on to the one it starts
        connections.close_all()


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
