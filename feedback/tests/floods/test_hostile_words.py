"""Hostile words through every field that a citizen fills: kept as text, shown as text, or refused."""

import json
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from core.sealing import unseal
from feedback.models import Counter, FeedbackCase, Remark, Sealed
from feedback.rules.remarks import unpadded
from feedback.tests.factories import make_vault
from feedback.tests.floods.hostile import LONG, MARK, WORDS

# Long tables whose answers no database changes.
pytestmark = pytest.mark.once

HARMLESS = "Phải chờ lâu ở quầy, không ai hướng dẫn."


class _Structure(HTMLParser):
    """The elements of a page with the names of their attributes; words may not change it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, tuple(name for name, _value in attrs)))


def structure(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a page is made of."""
    parser = _Structure()
    parser.feed(page)
    return parser.found


@pytest.fixture
def opened(cast: Cast) -> bytes:
    """The private half of the vault to which words about the department are sealed."""
    _vault, private = make_vault("first", cast.home_affairs, cast.custodian)
    return private


def report(**changes: str) -> dict[str, str]:
    return {"form_uuid": str(uuid4()), "text": HARMLESS, "asked": "1"} | changes


@pytest.mark.parametrize("name", WORDS)
def test_a_sentence_is_kept_as_it_was_typed(
    client: Client, counter: Counter, opened: bytes, name: str
) -> None:
    address = reverse("rate_counter", args=[counter.code])
    form = {"form_uuid": str(uuid4()), "stars": "2", "remark": WORDS[name][:300]}
    assert client.post(address, form).status_code == 302
    kept = unpadded(unseal(bytes(Remark.objects.get().envelope), opened))
    assert MARK in kept.replace("\u200b", "") or name == "stacked accents"


@pytest.mark.parametrize("name", WORDS)
def test_a_report_is_kept_as_it_was_typed(
    client: Client, cast: Cast, counter: Counter, opened: bytes, name: str
) -> None:
    words = f"{WORDS[name]} – {HARMLESS}"
    page = client.post(reverse("case_send"), report(text=words, agency=str(cast.department.pk)))
    assert page.status_code == 200, page.text[:500]
    assert MARK not in page.text
    text = unseal(bytes(Sealed.objects.get(kind="text").envelope), opened).decode()
    assert HARMLESS in text


@pytest.mark.parametrize("name", WORDS)
def test_a_report_that_comes_back_shows_words_as_words(
    client: Client, cast: Cast, opened: bytes, name: str
) -> None:
    """Sent with a contact and without the tick, it comes back to be completed, with all that was typed."""
    bad = {"text": f"{WORDS[name]} – {HARMLESS}", "name": WORDS[name][:100], "phone": WORDS[name][:20]}
    plain = {"text": HARMLESS, "name": "Tên", "phone": "09"}
    pages = [client.post(reverse("case_send"), report(**words)) for words in (plain, bad)]
    assert [page.status_code for page in pages] == [422, 422]
    assert structure(pages[0].text) == structure(pages[1].text)
    assert not FeedbackCase.objects.exists()


@pytest.mark.parametrize("name", [*WORDS, *LONG])
def test_a_receipt_is_sixteen_digits_and_nothing_else(client: Client, opened: bytes, name: str) -> None:
    words = (WORDS | LONG)[name]
    pages = [client.post(reverse("case_follow"), {"receipt": said}) for said in ("không phải mã", words)]
    assert pages[0].status_code == pages[1].status_code
    assert structure(pages[0].text) == structure(pages[1].text)


@pytest.mark.parametrize("name", [*WORDS, *LONG])
def test_a_visit_s_code_is_no_place_for_words(client: Client, name: str) -> None:
    words = (WORDS | LONG)[name]
    sent = json.dumps({"code": words, "blinded": words})
    answer = client.post(reverse("visit_sign"), sent, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert MARK not in answer.text


@pytest.mark.parametrize("name", LONG)
def test_what_is_too_long_is_refused_and_kept_nowhere(
    client: Client, cast: Cast, counter: Counter, opened: bytes, name: str
) -> None:
    words = LONG[name]
    address = reverse("rate_counter", args=[counter.code])
    rated = client.post(address, {"form_uuid": str(uuid4()), "stars": "2", "remark": words})
    told = [
        client.post(reverse("case_send"), report(**{field: words}))
        for field in ("text", "name", "phone", "email")
    ]
    # blanks alone are nothing: the rating is taken without a sentence, the report without a contact
    is_blank = not words.strip()
    assert rated.status_code == (302 if is_blank else 200)
    assert [page.status_code for page in told] == [422, *([200] * 3 if is_blank else [422] * 3)]
    assert not Remark.objects.exists()
    assert not Sealed.objects.filter(kind="contact").exists()


def test_a_heap_of_accents_costs_no_more_than_other_words(client: Client, opened: bytes) -> None:
    """Put in order whole it would hold the process for minutes; the runner's own limit is the clock here."""
    heap = "a" + "\u0301\u0323" * 300_000
    assert client.post(reverse("case_send"), report(text=heap)).status_code == 200
    assert len(bytes(Sealed.objects.get().envelope)) < 1_000
