"""A TCP proxy before the test server that breaks the line on purpose: ``proxy.fault = Fault("swallow")``.

Its event loop has a thread of its own. A connection serves one request, so a fault meets just that request.
"""

import asyncio
import random
import re
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

CHUNK = 16 * 1024
SIGNATURE = re.compile(rb"(X-Vhcv-Mac: )[0-9a-f]{64}", re.IGNORECASE)
PAGE = b"<!doctype html><title>Wi-Fi</title><h1>Please sign in</h1>"
CAPTIVE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"


@dataclass
class Fault:
    """What happens to requests whose target holds ``path``, ``times`` times (-1: until told otherwise).

    cut_request, cut_response: the line breaks after ``after`` bytes · swallow: the server hears all, the
    phone nothing · throttle: ``rate`` bytes a second both ways, read anew for each piece · captive: 200 with
    HTML · forge: the answer's signature is spoiled · down: nobody listens · blackhole: silence.
    ``odds``: how likely a request meets it, by the throws of ``dice``; ``other``: what those meet instead
    that this one lets pass.
    """

    kind: str = "pass"
    path: str = ""
    after: int = 0
    rate: float = 0
    times: int = -1
    odds: float = 1
    dice: random.Random = field(default_factory=random.Random, repr=False)
    other: "Fault | None" = None

    def met_by(self, line: str) -> "Fault":
        """The fault that a request with this first line meets; one told a number of times wears off."""
        if self.times and self.path in line and (self.odds >= 1 or self.dice.random() < self.odds):
            self.times -= self.times > 0
            return self
        return self.other.met_by(line) if self.other else Fault()


@dataclass
class FaultProxy:
    """Listens on a free loopback port; ``log`` tells (request line, kind of fault) of each request."""

    upstream: str
    fault: Fault = field(default_factory=Fault)
    log: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    _serving: set[asyncio.Task[None] | None] = field(default_factory=set, repr=False)

    def __enter__(self) -> "FaultProxy":
        self._loop, ready = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait()
        return self

    def __exit__(self, *trouble: Any) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, ready: threading.Event) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._loop.call_soon(ready.set)
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(_end(asyncio.all_tasks(self._loop)))
        self._loop.close()

    async def _serve(self, phone: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        self._serving.add(asyncio.current_task())  # asyncio itself holds a task by a weak reference only
        try:
            head = await phone.readuntil(b"\r\n\r\n")
            await self._request(head, phone, answer)
            answer.close()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            answer.transport.abort()
        finally:
            self._serving.discard(asyncio.current_task())

    def _take(self, line: str) -> Fault:
        fault = self.fault.met_by(line)
        self.log.append((line, fault.kind))
        return fault

    async def _request(self, head: bytes, phone: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        fault = self._take(head.split(b"\r\n", 1)[0].decode("latin-1"))
        if fault.kind == "blackhole":
            await asyncio.sleep(3600)
        if fault.kind == "down":
            raise ConnectionAbortedError
        if fault.kind == "captive":
            return answer.write(CAPTIVE % (len(PAGE), PAGE))
        server, onward = await asyncio.open_connection(*urlsplit(self.upstream).netloc.split(":"))
        try:
            await _copy(_whole_request(head, phone, fault), onward, fault, "cut_request")
            await _copy(_pieces(server, fault, None), answer, fault, "cut_response")
        finally:
            onward.close()


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.05)


async def _whole_request(head: bytes, phone: asyncio.StreamReader, fault: Fault) -> AsyncIterator[bytes]:
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    lengths = [line for line in lines if line.lower().startswith(b"content-length:")]
    yield b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])
    async for piece in _pieces(phone, fault, int(lengths[0].split(b":")[1]) if lengths else 0):
        yield piece


async def _pieces(source: asyncio.StreamReader, fault: Fault, left: int | None) -> AsyncIterator[bytes]:
    """What comes, up to ``left`` bytes or to its end."""
    while left != 0:
        size = max(1, int(fault.rate / 4)) if fault.rate else CHUNK
        data = await source.read(size if left is None else min(size, left))
        if not data:
            return
        left = None if left is None else left - len(data)
        yield data


async def _copy(pieces: AsyncIterator[bytes], to: asyncio.StreamWriter, fault: Fault, cut: str) -> None:
    """Pass on, as slowly as told; breaks the line (ConnectionError) where it is cut."""
    room = fault.after if fault.kind == cut else None
    if (fault.kind, cut) == ("swallow", "cut_response"):
        [None async for _piece in pieces]
        raise ConnectionAbortedError
    async for piece in _spoiled(pieces) if (fault.kind, cut) == ("forge", "cut_response") else pieces:
        to.write(piece if room is None else piece[:room])
        await to.drain()
        if room is not None and (room := room - len(piece)) <= 0:
            to.transport.abort()
            raise ConnectionAbortedError
        await _pause(fault, len(piece))


async def _pause(fault: Fault, size: int) -> None:
    """Take the time that so many bytes need; a pace that changes meanwhile counts at once."""
    left = float(size)
    while left > 0 and fault.rate:
        step = min(0.2, left / fault.rate)
        left -= fault.rate * step
        await asyncio.sleep(step)


async def _spoiled(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The answer with another signature of the same form."""
    whole = b"".join([piece async for piece in pieces])
    yield SIGNATURE.sub(rb"\g<1>" + b"0" * 64, whole)
