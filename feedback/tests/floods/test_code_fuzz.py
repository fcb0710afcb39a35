"""Codes from walls, changed by every bit and by every trick of addresses: none opens a page or costs a query.

That each single sign is checked is tested beside ``feedback.codes``; here bytes go through the address.
"""

from collections.abc import Iterator
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.models import Counter, Rating

# Long tables whose answers no database changes.
pytestmark = pytest.mark.once


def flipped(code: str) -> Iterator[bytes]:
    """The code with each of its bits turned, one at a time."""
    raw = code.encode()
    for place in range(len(raw)):
        for bit in range(8):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            yield bytes(changed)


def two_flipped(code: str) -> Iterator[bytes]:
    """The code with two bits turned, a few hundred pairs that lie apart."""
    raw = code.encode()
    bits = len(raw) * 8
    for first in range(0, bits, 7):
        changed = bytearray(raw)
        for place in (first, (first * 31 + 101) % bits):
            changed[place // 8] ^= 1 << place % 8
        if bytes(changed) != raw:
            yield bytes(changed)


def tricks(code: str) -> dict[str, bytes]:
    """Other spellings of a code, and what is none at all."""
    raw = code.encode()
    return {
        "upper case": raw.upper(),
        "lower case": raw.lower(),
        "cut short": raw[:-1],
        "token alone": raw[:22],
        "signature alone": raw[22:],
        "twice": raw * 2,
        "one more sign": raw + b"A",
        "padding": raw + b"==",
        "space before": b" " + raw,
        "space behind": raw + b" ",
        "line end": raw + b"\n",
        "NUL": raw + b"\0",
        "NUL inside": raw[:22] + b"\0" + raw[22:],
        "full width": "".join(chr(ord(sign) + 0xFEE0) for sign in code).encode(),
        "right to left": "\u202e".encode() + raw,
        "zero width": raw[:22] + "\u200b".encode() + raw[22:],
        "combining": raw + "\u0301".encode(),
        "Arabic digits": "٣".encode() * 38,
        "half of a sign": raw[:-1] + b"\xc3",
        "overlong slash": raw[:22] + b"\xc0\xaf" + raw[22:],
        "bytes of no encoding": b"\xff\xfe\xfd" * 12,
        "hundred thousand signs": b"A" * 100_000,
        "a long row of accents": "é".encode() * 20_000,
        "path up": b"..",
        "path up and back": b"../danh-gia/" + raw,
        "encoded slash": raw[:22] + b"/" + raw[22:],
        "backslash": raw[:22] + b"\\" + raw[22:],
        "semicolon": raw + b";jsessionid=1",
        "another format": raw + b".json",
        "script": b"<script>alert(1)</script>",
        "template": b"{{7*7}}{% debug %}",
        "format": b"%s%n%x{0.__class__}",
        "query inside": raw + b"?stars=5",
        "SQL": b"' OR '1'='1",
        "LDAP": b"*)(uid=*))(|(uid=*",
        "nothing": b"-",
        "underscores": b"_" * 38,
    }


def asked(client: Client, raw: bytes) -> set[int]:
    """The answers to opening and to sending, of the page and of the thanks."""
    address = f"/danh-gia/{quote(raw, safe='')}/"
    form = {"form_uuid": str(uuid4()), "stars": "1"}
    return {
        client.get(address).status_code,
        client.post(address, form).status_code,
        client.get(f"{address}cam-on/").status_code,
    }


def test_no_turned_bit_opens_a_page_or_costs_a_query(client: Client, counter: Counter) -> None:
    corpus = [*flipped(counter.code), *two_flipped(counter.code)]
    assert len(corpus) > 300
    with CaptureQueriesContext(connection) as queries:
        answers = [asked(client, raw) for raw in corpus]
    assert set().union(*answers) == {404}
    assert len(queries) == 0
    assert not Rating.objects.exists()


@pytest.mark.parametrize("name", list(tricks("A" * 38)))
def test_no_trick_of_an_address_opens_a_page(client: Client, counter: Counter, name: str) -> None:
    answers = asked(client, tricks(counter.code)[name])
    assert answers <= {404, 405, 301}
    assert not Rating.objects.exists()


def test_the_code_itself_still_opens(client: Client, counter: Counter) -> None:
    assert asked(client, counter.code.encode()) == {200, 302}


@pytest.mark.parametrize("raw", ["%", "%zz", "%e1%bb", "%00", "%2e%2e%2f", "%252e%252e%252f", "//", "/./"])
def test_broken_escapes_are_no_fault_of_the_server(client: Client, counter: Counter, raw: str) -> None:
    for address in (
        f"/danh-gia/{raw}/",
        f"/danh-gia/{counter.code}{raw}/",
        f"/danh-gia/{raw}{counter.code}/",
    ):
        assert client.get(address).status_code in (404, 301), address
