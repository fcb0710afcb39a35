"""The proxy itself does what it says, or tests that use it prove nothing."""

import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from urllib.parse import urlsplit

import pytest

from tests.faults.proxy import Fault, FaultProxy

BODY = bytes(range(256)) * 40


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent, and remembers it."""

    heard: list[bytes] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Vhcv-Mac", "f" * 64)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy() -> Iterator[FaultProxy]:
    """The proxy in front of an echo."""
    Echo.heard = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with FaultProxy(f"http://127.0.0.1:{server.server_port}") as proxy:
        yield proxy
    server.shutdown()
    thread.join()
    server.server_close()


def post(proxy: FaultProxy, path: str = "/gui", timeout: float = 5) -> bytes | None:
    """The body of the answer, None where none came whole."""
    connection = HTTPConnection(urlsplit(proxy.url).netloc, timeout=timeout)
    try:
        connection.request("POST", path, BODY)
        return connection.getresponse().read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def signature(proxy: FaultProxy) -> str | None:
    """The signature of an answer whose body is whole."""
    connection = HTTPConnection(urlsplit(proxy.url).netloc, timeout=5)
    connection.request("POST", "/gui", BODY)
    answer = connection.getresponse()
    assert answer.read() == BODY
    connection.close()
    return answer.headers["X-Vhcv-Mac"]


def test_it_passes_through(proxy: FaultProxy) -> None:
    assert post(proxy) == BODY
    assert proxy.log == [("POST /gui HTTP/1.1", "pass")]


def test_a_request_that_is_cut_is_never_answered(proxy: FaultProxy) -> None:
    proxy.fault = Fault("cut_request", after=3000)
    assert post(proxy) is None


def test_an_answer_that_is_cut_was_heard_by_the_server(proxy: FaultProxy) -> None:
    proxy.fault = Fault("cut_response", after=3000)
    assert post(proxy) is None
    assert Echo.heard == [BODY]


def test_a_swallowed_answer_was_heard_by_the_server(proxy: FaultProxy) -> None:
    proxy.fault = Fault("swallow", path="/gui", times=1)
    assert (post(proxy), post(proxy)) == (None, BODY)
    assert Echo.heard == [BODY, BODY]


def test_a_gateway_answers_instead(proxy: FaultProxy) -> None:
    proxy.fault = Fault("captive")
    assert b"<h1>" in (post(proxy) or b"")
    assert Echo.heard == []


def test_another_path_meets_no_fault(proxy: FaultProxy) -> None:
    proxy.fault = Fault("captive", path="/khac")
    assert post(proxy) == BODY


def test_nobody_listens(proxy: FaultProxy) -> None:
    proxy.fault = Fault("down", times=1)
    assert (post(proxy), post(proxy)) == (None, BODY)
    assert Echo.heard == [BODY]


def test_some_requests_meet_one_fault_and_the_rest_another(proxy: FaultProxy) -> None:
    proxy.fault = Fault("down", odds=0.5, dice=Random(3), other=Fault("captive", path="/gui"))
    kinds = [(post(proxy), proxy.log[-1][1])[1] for _ in range(20)]
    assert set(kinds) == {"down", "captive"}


def test_the_signature_of_an_answer_is_spoiled_and_nothing_else(proxy: FaultProxy) -> None:
    proxy.fault = Fault("forge")
    assert signature(proxy) == "0" * 64
    proxy.fault = Fault()
    assert signature(proxy) == "f" * 64


def test_a_slow_line_takes_its_time(proxy: FaultProxy) -> None:
    proxy.fault = Fault("throttle", rate=40_000)
    began = time.monotonic()
    assert post(proxy) == BODY
    assert time.monotonic() - began > 0.3


def test_a_black_hole_never_answers(proxy: FaultProxy) -> None:
    proxy.fault = Fault("blackhole")
    assert post(proxy, timeout=0.5) is None
    assert Echo.heard == []
