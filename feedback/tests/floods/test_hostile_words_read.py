"""Hostile words as custodian, agency and Home Affairs read them: pages, Excel and PDF show words."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from agencies.models import Agency
from agencies.tests.cast import Cast
from core.documents.content import clean
from core.tests.documents.decode import poppler
from feedback.documents.original import CustodyPaper, custody_pdf
from feedback.enums import CaseState, RemarkState
from feedback.models import FeedbackCase, Remark
from feedback.rules.envelopes import Contact
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter, make_ratings
from feedback.tests.floods.hostile import MARK, WORDS
from feedback.tests.floods.test_hostile_words import HARMLESS, structure
from feedback.tests.triage.conftest import Desk, desk, send, unlock

# Long tables whose answers no database changes.
pytestmark = pytest.mark.once

__all__ = ["desk"]


def released(case: FeedbackCase, text: str) -> None:
    """As the batch leaves it."""
    FeedbackCase.objects.filter(pk=case.pk).update(
        state=CaseState.RELEASED,
        kind="own",
        released_text=text,
        released_on=AT.date(),
        due_on=AT.date(),
    )


def named(page: str) -> set[str]:
    """Elements, and attributes that could run something."""
    found = structure(page)
    running = {name for _tag, names in found for name in names if name.startswith("on")}
    return {tag for tag, _names in found} | running


@pytest.mark.parametrize("name", WORDS)
def test_the_custodian_reads_words(client: Client, cast: Cast, desk: Desk, name: str) -> None:
    plain = send(cast.department, HARMLESS, contact=Contact("Tên", "09", ""))
    hostile = send(cast.department, f"{WORDS[name]} {HARMLESS}", contact=Contact(WORDS[name][:100], "09", ""))
    unlock(client, desk.holder, desk.keys)
    pages = [client.get(reverse("triage_case", args=[case.pk])) for case in (plain, hostile)]
    assert [page.status_code for page in pages] == [200, 200]
    # "mark" and "b" are what the redaction adds around a number or an address that it found
    assert named(pages[1].text) - named(pages[0].text) <= {"mark", "b", "li", "ul", "details", "summary"}


@pytest.mark.parametrize("name", WORDS)
def test_the_agency_reads_words(client: Client, cast: Cast, desk: Desk, name: str) -> None:
    plain, hostile = send(cast.department, HARMLESS), send(cast.department, HARMLESS)
    released(plain, HARMLESS)
    released(hostile, WORDS[name])
    for person in (cast.head, cast.admin):
        client.force_login(person)
        pages = [client.get(reverse("case_detail", args=[case.pk])) for case in (plain, hostile)]
        assert [page.status_code for page in pages] == [200, 200]
        assert named(pages[1].text) - named(pages[0].text) <= {"br", "p"}
        listed = client.get(reverse("case_list"))
        assert listed.status_code == 200
        assert named(listed.text).isdisjoint({"onerror", "onload", "onmouseover", "iframe"})


def test_the_sheet_holds_text_and_no_formula(client: Client, cast: Cast, desk: Desk) -> None:
    for words in WORDS.values():
        released(send(cast.department, HARMLESS), words)
    client.force_login(cast.admin)
    answer = client.get(reverse("case_export"))
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    rows = load_workbook(BytesIO(body)).get_sheet_by_index(0).to_python()
    assert sum(MARK in str(cell) for row in rows for cell in row) >= len(WORDS) - 3
    with zipfile.ZipFile(BytesIO(body)) as packed:
        sheets = [packed.read(part).decode() for part in packed.namelist() if "worksheets/" in part]
    assert not any(mark in sheet for sheet in sheets for mark in ("<f>", "<f ", "hyperlink", "externalLink"))


def test_the_original_is_printed_as_words(cast: Cast) -> None:
    """All of them at once: Typst reads none of its own signs in them."""
    paper = CustodyPaper(
        title="Bản gốc",
        subtitle=WORDS["Typst"],
        short="A1B2C3",
        facts=[(label, words) for label, words in WORDS.items()],
        note=WORDS["script"],
        heading="Nội dung",
        text="\n".join(WORDS.values()),
        signers=[("Người nhận", WORDS["formula"])],
    )
    pdf = custody_pdf(paper, made_on=AT.date())
    text = "".join(poppler("pdftotext", "-raw", "-", "-", data=pdf).split())
    assert text.count(MARK) >= len(WORDS)
    assert "root:x:0" not in text
    assert b"/JavaScript" not in pdf
    assert b"/Launch" not in pdf


def test_sentences_of_ratings_are_shown_as_words(client: Client, cast: Cast, desk: Desk) -> None:
    counter = make_counter(cast.department)
    make_ratings(counter, AT.date().replace(day=3), *[4] * 10)
    agency: Agency = cast.department
    rows: list[Any] = [
        Remark(
            vault=desk.vault,
            counter=counter,
            agency=agency,
            day=AT.date().replace(day=3),
            is_low=True,
            envelope=b"",
            state=RemarkState.RELEASED,
            released_text=words[:300],
            released_on=AT.date(),
        )
        for words in WORDS.values()
    ]
    Remark.objects.bulk_create(rows)
    client.force_login(cast.head)
    page = client.get(reverse("voice_agency", args=[agency.pk]))
    assert page.status_code == 200
    assert named(page.text).isdisjoint({"onerror", "onload", "onmouseover", "iframe"})
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("name", WORDS)
def test_documents_drop_only_what_no_paper_can_hold(name: str) -> None:
    kept = clean(WORDS[name])
    assert MARK in kept.replace("\u200b", "")
    assert not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in kept)
