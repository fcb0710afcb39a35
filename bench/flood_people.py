"""Ten minutes at the public pages: 200 honest people beside three attackers who send 10,000; one process.

Reads the world of ``bench.flood_world`` from standard input, prints one line of JSON. Each sender opens
a connection of their own; honest people open the page, think, and send; attackers only send.
"""

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

FORM = re.compile(r'name="form_uuid"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="form_uuid"')
RECEIPT = re.compile(r"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}")
THINKING = 6.0
"""Mean seconds between opening the page and sending: far less than people take, the same work."""


@dataclass(slots=True)
class Books:
    """What was sent and what came back."""

    honest: list[str] = field(default_factory=list)
    junk: list[str] = field(default_factory=list)
    statuses: dict[str, dict[int, int]] = field(default_factory=dict)
    taken: dict[str, list[float]] = field(default_factory=dict)
    broken: int = 0
    receipts: int = 0

    def note(self, kind: str, status: int, seconds: float) -> None:
        """One answer."""
        self.statuses.setdefault(kind, {}).setdefault(status, 0)
        self.statuses[kind][status] += 1
        self.taken.setdefault(kind, []).append(seconds)


@dataclass(frozen=True, slots=True)
class Sender:
    """Where requests come from, as nginx would say it, and the browser's name."""

    address: str
    agent: str


class Portal:
    """The portal as seen from outside."""

    def __init__(self, world: dict[str, Any], books: Books) -> None:
        self.world, self.books = world, books

    async def ask(
        self, kind: str, sender: Sender, method: str, path: str, data: dict[str, Any] | None = None
    ) -> tuple[int, str]:
        """One request on a connection of its own; its status and text, (0, "") where the line broke."""
        body = urlencode(data, doseq=True).encode() if data is not None else b""
        headers = {
            "Host": self.world["host"],
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": sender.address,
            "User-Agent": sender.agent,
            "Sec-Fetch-Site": "same-origin",
            "Connection": "close",
        }
        if data is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
            }
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
        began = time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.world["port"])
            writer.write(head.encode() + body)
            raw = await reader.read(-1)
            writer.close()
        except OSError:
            raw = b""
        if not raw:
            self.books.broken += 1
            return 0, ""
        top, _, text = raw.partition(b"\r\n\r\n")
        status = int(top.split(b" ", 2)[1])
        self.books.note(kind, status, time.perf_counter() - began)
        return status, text.decode(errors="replace")


async def honest(portal: Portal, number: int, dice: random.Random) -> None:
    """A citizen: half of them behind one Wi-Fi, a third of them with the commonest telephone."""
    address = "198.51.100.1" if number % 2 else f"100.64.{number >> 8}.{number & 255}"
    agent = "iPhone" if number % 3 == 0 else f"Android {dice.randrange(40)}"
    sender = Sender(address, agent)
    if number % 10 == 9 and portal.world["case_page"]:
        await _report(portal, sender, f"Phản ánh thật số {number}, chờ lâu ở bộ phận một cửa.")
        return
    code = portal.world["counters"][number % len(portal.world["counters"])]
    path = f"/danh-gia/{code}/"
    status, page = await portal.ask("honest page", sender, "GET", path)
    found = FORM.search(page)
    form = (found[1] or found[2]) if found else str(UUID(int=dice.getrandbits(128), version=4))
    await asyncio.sleep(dice.expovariate(1 / THINKING))
    given = {"form_uuid": form, "stars": dice.choice([4, 5, 5]), "courtesies": [0, 4]}
    status, _text = await portal.ask("honest rating", sender, "POST", path, given)
    if status == 302:
        portal.books.honest.append(form)


async def _report(portal: Portal, sender: Sender, words: str) -> None:
    page = portal.world["case_page"]
    _status, text = await portal.ask("honest page", sender, "GET", page)
    found = FORM.search(text)
    form = (found[1] or found[2]) if found else ""
    given = _case(portal, form, words)
    _status, text = await portal.ask("honest report", sender, "POST", page, given)
    portal.books.receipts += bool(RECEIPT.search(text))


def _case(portal: Portal, form: str, words: str) -> dict[str, Any]:
    return {"form_uuid": form, "text": words, "agency": portal.world["agency"], **portal.world["case_extra"]}


def senders(dice: random.Random) -> list[list[Sender]]:
    """One device; fifty devices; ten thousand, each with an address and a name of its own."""
    return [
        [Sender("203.0.113.7", "Stuffing machine")],
        [Sender(f"203.0.113.{100 + number}", f"Bot {number % 7}") for number in range(50)],
        [
            Sender(f"{dice.randrange(11, 99)}.{number >> 8}.{number & 255}.9", f"Bot {number}")
            for number in range(10_000)
        ],
    ]


async def attack(portal: Portal, which: int, number: int, crowd: list[Sender], dice: random.Random) -> None:
    """One junk rating, or every fifth time a junk report."""
    sender = crowd[number % len(crowd)]
    form = str(UUID(int=dice.getrandbits(128), version=4))
    if number % 5 == 4 and portal.world["case_page"]:
        junk = _case(portal, form, f"Nội dung rác {number} " * 20)
        await portal.ask("junk report", sender, "POST", portal.world["case_page"], junk)
        return
    given = {"form_uuid": form, "stars": 1, "courtesies": []}
    code = portal.world["attacked"][which]
    status, _text = await portal.ask("junk rating", sender, "POST", f"/danh-gia/{code}/", given)
    if status == 302:
        portal.books.junk.append(form)


async def everybody(portal: Portal, seconds: float, people: int, junk: int) -> None:
    """Each begins at a moment drawn by chance."""
    dice = random.Random(1847)
    crowds = senders(dice)
    acts: list[tuple[float, Any, tuple[Any, ...]]] = [
        (dice.uniform(0, seconds), honest, (portal, number, dice)) for number in range(people)
    ]
    acts += [
        (
            dice.uniform(0, seconds),
            attack,
            (portal, number % 3, number // 3, crowds[number % 3], dice),
        )
        for number in range(junk)
    ]
    acts.sort(key=lambda act: act[0])
    began = time.monotonic()
    living: set[asyncio.Task[None]] = set()
    for moment, act, words in acts:
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        task = asyncio.create_task(act(*words))
        living.add(task)
        task.add_done_callback(living.discard)
    await asyncio.gather(*living)


def main(seconds: float, people: int, junk: int) -> None:
    """Live it and tell."""
    world = json.load(sys.stdin)
    books = Books()
    began = time.monotonic()
    asyncio.run(everybody(Portal(world, books), seconds, people, junk))
    print(
        json.dumps(
            {
                "seconds": time.monotonic() - began,
                "honest": books.honest,
                "junk": books.junk,
                "statuses": books.statuses,
                "taken": books.taken,
                "broken": books.broken,
                "receipts": books.receipts,
            }
        )
    )


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
