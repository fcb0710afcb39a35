"""A citizen's words, name, telephone, e-mail and photo are found nowhere but in their envelopes (G1, G3)."""

import base64
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client

from agencies.models import User
from agencies.tests.cast import Cast
from core.sealing import unseal
from feedback.enums import VaultCode
from feedback.models import Remark, Sealed
from feedback.tests.factories import make_vault
from tests.leaks.canaries import Search, word
from tests.leaks.places import look_everywhere
from tests.leaks.story import live_on, look_at_pages, plant

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


class InProcess:
    """A browser by Django's test client; signed in where a user is given."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(User.objects.get(pk=user.pk))

    def get(self, address: str) -> bytes:
        answer = self.client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return bytes(body) + str(answer.headers).encode()

    def post(self, address: str, form: Mapping[str, Any], **headers: str) -> tuple[int, str]:
        answer = self.client.post(address, dict(form), headers=headers)
        return answer.status_code, answer.content.decode()


@pytest.fixture
def clock() -> Iterator[Any]:
    """A day that can be moved."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Every record of every logger at DEBUG, written out with its arguments and its traceback."""
    lines: list[str] = []
    formatter = logging.Formatter("%(levelname)s %(name)s %(message)s")

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{formatter.format(record)} {record.__dict__}")

    handler, root = Collector(logging.DEBUG), logging.getLogger()
    names = ["", "django", "django.request", "django.server", "django.security", "core", "feedback"]
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield lines
    root.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.mark.django_db(transaction=True)
def test_no_canary_leaves_its_envelope(cast: Cast, clock: Any, log: list[str]) -> None:
    for name in ("default", "pages"):
        caches[name].clear()
    vault, private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    canaries = plant(cast, InProcess(), InProcess(cast.admin), "2026-11-20")
    assert (Sealed.objects.count(), Remark.objects.count()) == (6, 1)
    inside = b" ".join(unseal(bytes(row.envelope), private) for row in Sealed.objects.all())
    assert all(canaries[name].encode() in inside for name in ("text", "phone", "message", "paper"))
    live_on(cast, {vault.pk: private}, NOON)
    clock.move_to(NOON + timedelta(days=2), tick=False)
    search = Search(canaries)
    look_at_pages(search, cast, lambda reader: InProcess(getattr(cast, reader)))
    look_everywhere(search, log)
    print(f"canary_places={search.places} canary_hits={len(search.hits)}")
    assert search.hits == []
    assert search.places > 500


@pytest.mark.parametrize("disguise", ["plain", "hex", "base64", "wide", "zip"])
def test_the_search_finds_what_it_looks_for(disguise: str) -> None:
    """A search that could find nothing would prove nothing."""
    canary = word()
    box = BytesIO()
    with ZipFile(box, "w") as inside:
        inside.writestr("xl/sheet1.xml", f"<v>{canary}</v>")
    data = {
        "plain": f"x{canary}y".encode(),
        "hex": f"x{canary}y".encode().hex().encode(),
        "base64": base64.b64encode(f"xyz1{canary}abc".encode()),
        "wide": f"x{canary}".encode("utf-16-le"),
        "zip": box.getvalue(),
    }[disguise]
    search = Search({"it": canary})
    search.look("here", data)
    assert search.hits
