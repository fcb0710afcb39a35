"""The people of a month's last day: each logs in, opens the form, is autosaved, submits; one process for all.

Every attempt is written into a journal before it is made, and every answer after it came, so that what the
portal said can be held against what it kept (:mod:`bench.month_end_books`). Reads what
``bench.month_end_world`` printed from standard input; prints one line of JSON.
"""

import asyncio
import html
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import urlencode

BEGIN = "/phieu/hien-tai/"
LOGIN = f"/tai-khoan/login/?next={BEGIN}"
PAUSES = {"read": 4.0, "fill": 8.0, "check": 4.0}
"""Mean seconds between two steps: far shorter than people take, which leaves the server the same work."""

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CHOICE = re.compile(r'<input[^>]* name="q(\d+)" value="(\d+)"')
USUAL = re.compile(r'<fieldset[^>]* id="c(\d+)"[^>]* data-usual="(\d+)"')
FORM = re.compile(r'<form[^>]*action="([^"]+/nop/)".*?</form>', re.S)
SAVE = re.compile(r'data-vhcv-save="([^"]+)"')


@dataclass(slots=True)
class Answer:
    """One answer of the portal."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        """Where a redirect leads, or nothing."""
        return self.headers.get("location", "")


@dataclass(slots=True)
class Books:
    """What is written down: the journal, and the seconds of each request by its kind."""

    journal: IO[str]
    taken: dict[str, list[float]] = field(default_factory=dict)
    errors_5xx: int = 0
    broken: int = 0
    refused: list[str] = field(default_factory=list)

    def write(self, **words: Any) -> None:
        """A line of the journal, handed to the system at once."""
        self.journal.write(json.dumps(words, separators=(",", ":")) + "\n")


def refusal(what: str, answer: Answer) -> "Refused":
    """The words of an answer that is not the one expected."""
    said = re.sub(r"<[^>]+>", " ", answer.text)
    return Refused(f"{what} {answer.status}: {' '.join(said.split())[:300]}")


class Refused(Exception):
    """A step that did not end as it should."""


class Person:
    """One person with a browser of their own."""

    def __init__(self, number: int, name: str, world: dict[str, Any], books: Books) -> None:
        self.number, self.name, self.world, self.books = number, name, world, books
        self.cookies: dict[str, str] = {}
        self.dice = random.Random(number)

    async def live(self) -> None:
        """The whole visit; whatever breaks it is counted."""
        try:
            await self._visit()
        except Refused as error:
            self.books.refused.append(f"{self.name}: {error}")
        except (OSError, EOFError) as error:
            self.books.broken += 1
            self.books.refused.append(f"{self.name}: {error!r}")

    async def _visit(self) -> None:
        page = await self.ask("login_page", "GET", LOGIN)
        token = dict(HIDDEN.findall(page.text)).get("csrfmiddlewaretoken", "")
        await self.pause("read")
        done = await self.ask(
            "login",
            "POST",
            LOGIN,
            {
                "csrfmiddlewaretoken": token,
                "login": self.name,
                "password": self.world["password"],
                "next": BEGIN,
            },
        )
        if done.status != 302:
            raise refusal("login", done)
        page = await self.ask("form", "GET", BEGIN)
        if page.status == 302:  # several forms wait, or one that was begun elsewhere
            page = await self.ask("list", "GET", page.location)
        link = re.search(rf'href="(/phieu/{self.world["period"]}/\d+/)"', page.text)
        if link:  # another month waits too, so the list came first
            page = await self.ask("form", "GET", link[1])
        found = FORM.search(page.text)
        if page.status != 200 or found is None:
            raise refusal("form", page)
        await self._fill(found, page.text)

    async def _fill(self, found: re.Match[str], page: str) -> None:
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(found[0])}
        answers = self._choose(found[0])
        half = dict(list(answers.items())[: len(answers) // 2])
        await self.pause("fill")
        where = SAVE.search(page)
        assert where is not None
        form_id = hidden["form_uuid"]
        self.books.write(person=self.name, does="save", form=form_id, answers=half)
        saved = await self.ask("autosave", "POST", where[1], hidden | _named(half), json_wanted=True)
        self.books.write(person=self.name, did="save", form=form_id, status=saved.status)
        if saved.status != 200:
            raise refusal("autosave", saved)
        version = json.loads(saved.text)["version"]
        await self.pause("check")
        self.books.write(person=self.name, does="submit", form=form_id, answers=answers)
        sent = await self.ask("submit", "POST", found[1], hidden | {"version": version} | _named(answers))
        self.books.write(person=self.name, did="submit", form=form_id, status=sent.status)
        if sent.status != 302:
            raise refusal("submit", sent)
        await self.ask("receipt", "GET", sent.location)

    def _choose(self, form: str) -> dict[str, str]:
        """One of the choices for each question: as usual, else mostly the best, here and there the next."""
        usual = dict(USUAL.findall(form))
        choices: dict[str, list[str]] = {}
        for position, value in CHOICE.findall(form):
            choices.setdefault(position, []).append(value)
        ordered = {key: sorted(set(values), key=int, reverse=True) for key, values in choices.items()}
        fresh = {key: values[0 if self.dice.random() < 0.9 else 1] for key, values in ordered.items()}
        return {key: usual[key] if usual.get(key) in ordered[key] else fresh[key] for key in ordered}

    async def pause(self, name: str) -> None:
        """The time that a person takes, at random around its mean."""
        await asyncio.sleep(self.dice.expovariate(1 / PAUSES[name]))

    async def ask(
        self,
        kind: str,
        method: str,
        path: str,
        data: dict[str, Any] | None = None,
        *,
        json_wanted: bool = False,
    ) -> Answer:
        """One request on a connection of its own, timed from its first byte to the last of the answer."""
        body = urlencode(data).encode() if data is not None else b""
        headers = {
            "Host": self.world["host"],
            "X-Forwarded-Proto": "https",
            # Every person sits behind an address of their own, as nginx would say.
            "X-Forwarded-For": f"10.{self.number >> 16}.{self.number >> 8 & 255}.{self.number & 255}",
            "Referer": f"https://{self.world['host']}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Connection": "close",
        }
        if data is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
                "Origin": f"https://{self.world['host']}",
            }
        if json_wanted:
            headers["Accept"] = "application/json"
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.world["port"])
        writer.write(head.encode() + body)
        raw = await reader.read(-1)
        self.books.taken.setdefault(kind, []).append(time.perf_counter() - began)
        writer.close()
        answer = self._read(raw)
        self.books.errors_5xx += answer.status >= 500
        return answer

    def _read(self, raw: bytes) -> Answer:
        head, found, body = raw.partition(b"\r\n\r\n")
        if not found:
            raise EOFError("no answer")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
            headers[name.lower()] = value
        return Answer(int(first.split()[1]), headers, body.decode(errors="replace"))


def _named(answers: dict[str, str]) -> dict[str, str]:
    """Answers as the form names them; what is not the best comes with a word of why."""
    fields = {f"q{position}": value for position, value in answers.items()}
    notes = {f"n{position}": "Có lần chưa kịp" for position, value in answers.items() if value != "100"}
    return fields | notes


async def everybody(world: dict[str, Any], seconds: float, books: Books) -> None:
    """Each begins at a moment of their own, evenly spread with some chance, within ``seconds``."""
    dice = random.Random(1847)
    moments = sorted(dice.uniform(0, seconds) for _ in world["people"])
    began = time.monotonic()
    living: set[asyncio.Task[None]] = set()
    for number, (moment, name) in enumerate(zip(moments, world["people"], strict=True), 1):
        await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
        task = asyncio.create_task(Person(number, name, world, books).live())
        living.add(task)
        task.add_done_callback(living.discard)
    await asyncio.gather(*living)


def main(seconds: float, journal: str) -> None:
    """Live the last day and tell how long requests took, by kind."""
    world = json.load(sys.stdin)
    with open(journal, "w", encoding="utf-8", buffering=1) as file:
        books = Books(file)
        began = time.monotonic()
        asyncio.run(everybody(world, seconds, books))
    print(
        json.dumps(
            {
                "seconds": time.monotonic() - began,
                "taken": books.taken,
                "errors_5xx": books.errors_5xx,
                "broken": books.broken,
                "refused": books.refused[:20],
                "refused_count": len(books.refused),
            }
        )
    )


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2])
