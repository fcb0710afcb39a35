"""A line between phone and server that fails as lines do, where a telephone company would stand."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PORTAL_PAGE = b"<!DOCTYPE html><title>Wi-Fi</title><p>Moi ban dang nhap Wi-Fi.</p>"


@dataclass
class Passed:
    """One request that went over the line."""

    method: str
    path: str
    body: bytes


@dataclass
class Line:
    """Passes requests on to ``server``; ``fault`` says what happens to one instead (a name below, or None).

    ``swallow``: the server gets the request, its answer is lost. ``captive``: a gateway answers a page, 200.
    ``forge``: the answer arrives with its signature spoiled. ``drop``: the connection breaks before anything.
    ``broken``: a gateway answers 502.
    """

    server: str
    fault: Callable[[str, str], str | None] = lambda method, path: None
    passed: list[Passed] = field(default_factory=list)
    port: int = 0
    _listener: ThreadingHTTPServer | None = None

    @property
    def address(self) -> str:
        """Where the phone believes the server to be."""
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> None:
        """Listen, on the same port as before."""
        handler = type("Handler", (_Handler,), {"line": self})
        self._listener = _Listener(("127.0.0.1", self.port), handler)
        self.port = self._listener.server_address[1]
        threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True).start()

    def disconnect(self) -> None:
        """Nobody listens any more: what a phone without network, or with a dead server, meets."""
        if self._listener is not None:
            self._listener.shutdown()
            self._listener.server_close()
            self._listener = None

    def only(self, fault: str, part: str, *, times: int = 1_000_000) -> None:
        """Let requests whose address contains ``part`` fail so many times."""
        left = [times]

        def choose(_method: str, path: str) -> str | None:
            if part not in path or not left[0]:
                return None
            left[0] -= 1
            return fault

        self.fault = choose

    def mend(self) -> None:
        """Everything passes again."""
        self.fault = lambda _method, _path: None

    def sent(self, part: str, method: str = "") -> list[Passed]:
        """What passed to addresses that contain ``part``."""
        return [one for one in self.passed if part in one.path and method in one.method]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Phones hang up; nobody needs to read of it."""


class _Handler(BaseHTTPRequestHandler):
    line: Line

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.line.fault(self.command, self.path)
        if fault == "drop":
            self.close_connection = True
        elif fault == "captive":
            self._answer(200, [("Content-Type", "text/html")], PORTAL_PAGE)
        elif fault == "broken":
            self._answer(502, [("Content-Type", "text/html")], b"Bad Gateway")
        else:
            self._from_server(body, fault)

    def _from_server(self, body: bytes, fault: str | None) -> None:
        self.line.passed.append(Passed(self.command, self.path, body))
        upstream = http.client.HTTPConnection(str(urlsplit(self.line.server).netloc), timeout=60)
        upstream.request(self.command, self.path, body, dict(self.headers.items()))
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        if fault == "swallow":
            self.close_connection = True
            return
        headers = [(name, value) for name, value in answer.getheaders() if name not in OF_THE_HOP]
        if fault == "forge":
            headers = [(name, "0" * 64 if name == "X-Vhcv-Mac" else value) for name, value in headers]
        self._answer(answer.status, headers, content)

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_HEAD = _pass_on  # noqa: N815 - the names that http.server looks for

    def log_message(self, *_words: Any) -> None:
        """The test says what it needs to say."""


OF_THE_HOP = {"Content-Length", "Connection", "Server", "Date"}


@contextmanager
def line_to(server: str) -> Iterator[Line]:
    """A line that is connected."""
    line = Line(server)
    line.connect()
    try:
        yield line
    finally:
        line.disconnect()
