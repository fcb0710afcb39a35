"""The pages of closing and of receipts, as people meet them."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from evaluations.models import Period
from evaluations.models.closing import PeriodSnapshot, SnapshotLine
from evaluations.tests.closing.month import AT, Ready, ready_month
from evaluations.views.closing.verify import COMPARED_PER_HOUR


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """10 December 2026, when the window for objections is over."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def ready(db: None) -> Ready:
    return ready_month(2)


@pytest.fixture
def client(ready: Ready) -> Client:
    client = Client()
    client.force_login(ready.second)
    return client


def close_on_page(ready: Ready, client: Client, **form: str) -> Any:
    return client.post(reverse("period_close", args=[ready.period.pk]), {"act": "close", **form})


def test_one_asks_and_another_closes(ready: Ready, client: Client) -> None:
    answer = close_on_page(ready, client)
    assert answer.status_code == 422
    assert close_on_page(ready, client, agreed="on").status_code == 302
    assert Period.objects.get(pk=ready.period.pk).closed_at == AT
    again = close_on_page(ready, client, agreed="on")
    assert again.status_code == 409
    assert "đã được chốt lúc" in again.content.decode()


def test_who_asked_is_sent_for_another(ready: Ready, client: Client) -> None:
    client.force_login(ready.first)
    answer = close_on_page(ready, client, agreed="on")
    assert answer.status_code == 409
    assert "người khác của Sở Nội vụ phải chốt" in answer.content.decode()
    assert "Rút đề nghị" in answer.content.decode()


def test_a_receipt_is_printed_and_checked_by_anybody(ready: Ready, client: Client) -> None:
    snapshot = ready.close()
    line = SnapshotLine.objects.get(snapshot=snapshot, kind="result", agency=ready.agencies[0])
    detail = client.get(reverse("receipt_detail", args=[ready.period.pk, line.agency_id])).content.decode()
    assert snapshot.digest in detail
    paper = client.get(reverse("receipt_file", args=[ready.period.pk, line.agency_id, "a5", "pdf"]))
    assert paper.content.startswith(b"%PDF")
    public = Client()
    typed = public.get(reverse("receipt_verify_form"), {"code": str(line.code).lower()})
    page = public.post(typed["Location"], {"total": "12,34"}).content.decode()
    assert "Biên nhận có thật" in page
    assert "không phải tổng điểm đã chốt" in page
    assert json.loads(line.payload)["total"].replace(".", ",") not in page
    assert public.get(reverse("receipt_verify", args=["A" * 16])).status_code == 404


def test_a_typed_total_is_compared_a_few_times_and_never_by_address(ready: Ready) -> None:
    """Who may try them all would read the total before it is released."""
    line = ready.close().lines.filter(kind="result").earliest("position")
    page, public = reverse("receipt_verify", args=[line.code]), Client()
    sentences = ("tổng điểm đã chốt.", "không phải tổng điểm đã chốt")
    assert not any(words in public.get(page, {"total": "12,34"}).content.decode() for words in sentences)
    answers = [public.post(page, {"total": f"12,3{tried}"}) for tried in range(COMPARED_PER_HOUR + 1)]
    assert [answer.status_code for answer in answers] == [200] * COMPARED_PER_HOUR + [429]
    true = json.loads(line.payload)["total"]
    assert sentences[0] not in public.post(page, {"total": true}).content.decode()
    assert public.get(page).status_code == 200


def test_what_is_taken_away_is_written_down(ready: Ready, client: Client) -> None:
    snapshot = ready.close()
    answer = client.post(reverse("snapshot_export", args=[ready.period.pk, 1]))
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == [
        "chuoi.json",
        "dong.jsonl",
        "verify_closed_month.py",
        "HUONG-DAN.txt",
    ]
    entry = AuditEntry.objects.get(event="snapshot.exported")
    assert entry.after == {"digest": snapshot.digest, "whole": True}
    assert PeriodSnapshot.objects.newest().get() == snapshot
