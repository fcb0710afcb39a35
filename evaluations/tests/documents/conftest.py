"""The department's visit of November 2026, ready for its minutes or with minutes issued."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.models import User
from evaluations.actions.documents.minutes import Closing, issue_minutes
from evaluations.enums import RecordKind, RecordState
from evaluations.gather.documents.readiness import present_digest
from evaluations.models import CaptureDevice, CaptureRecord, Inspection, IssuedDocument
from evaluations.rules.documents.facts import Finish, Person, Signed
from evaluations.tests.inspections.conftest import *  # noqa: F403 - the month, the visit, the cast's team
from evaluations.tests.inspections.conftest import AT

CLOSING = Closing(
    Finish(ended_at=AT + timedelta(hours=2), place="Trụ sở Sở", remarks="Nhất trí.", read_back=True),
    Person("Trần Văn Khởi", "Phó Giám đốc"),
    (
        Signed("team", "Nguyễn Thị Hòa", "Trưởng đoàn", "paper"),
        Signed("agency", "Trần Văn Khởi", "Phó Giám đốc", "paper"),
    ),
)


@pytest.fixture
def ready(on_site: Inspection, record: Callable[..., Any]) -> Inspection:
    """The visit with one shortcoming and one criterion met."""
    record("TP-04", 10, 8)
    record("TP-01", 10, 10)
    return Inspection.objects.get(pk=on_site.pk)


@pytest.fixture
def issue(ready: Inspection, cast: Any) -> Callable[..., IssuedDocument]:
    """Issue the minutes of the visit, signed with a pen; keywords replace the usual arguments."""

    def do(**given: Any) -> IssuedDocument:
        version = Inspection.objects.get(pk=ready.pk).version
        usual = {"seen_version": version, "closing": CLOSING, "actor": cast.inspector, "at": AT}
        return issue_minutes(inspection=Inspection.objects.get(pk=ready.pk), **(usual | given))

    return do


@pytest.fixture
def minutes(issue: Callable[..., IssuedDocument]) -> IssuedDocument:
    """The issued minutes."""
    return issue()


@pytest.fixture
def phone(cast: Any) -> CaptureDevice:
    """The inspector's phone."""
    return make_phone(cast.inspector)


def make_phone(user: User) -> CaptureDevice:
    """A phone of somebody."""
    return CaptureDevice.objects.create(
        id=uuid4(), phone=uuid4(), user=user, seal_key="k", receipt_key="k", created_at=AT, seen_at=AT
    )


@pytest.fixture
def sent(ready: Inspection, cast: Any, phone: CaptureDevice) -> Callable[..., CaptureRecord]:
    """A record as it was received; keywords replace its columns, ``content`` is the rest."""

    def do(kind: RecordKind, subject: str, content: dict[str, Any], **given: Any) -> CaptureRecord:
        usual = {
            "id": uuid4(), "inspection": ready, "device": phone, "author": cast.inspector,
            "sender": cast.inspector, "schema": 2, "body": "{}", "sha256": "a" * 64, "captured_at": AT,
            "received_at": AT, "drift_ms": 1500, "state": RecordState.APPLIED,
        }  # fmt: skip
        return CaptureRecord.objects.create(kind=kind, subject=subject, content=content, **(usual | given))

    return do


@pytest.fixture
def sign(sent: Callable[..., CaptureRecord], ready: Inspection) -> Callable[..., CaptureRecord]:
    """One side signs on the phone what is found now."""

    def do(side: str, at: Any = AT, **changes: Any) -> CaptureRecord:
        content = {
            "side": side, "name": "Trần Văn Khởi", "post": "Phó Giám đốc", "way": "drawn", "width": 320,
            "height": 150, "strokes": [[[1, 2, 0], [80, 60, 12], [200, 30, 40]]], "reason": "",
            "witness_name": "", "witness_post": "", "signed_sha256": present_digest(ready),
        }  # fmt: skip
        return sent(RecordKind.SIGNATURE, f"signature:{side}", content | changes, captured_at=at)

    return do


@pytest.fixture
def finish(sent: Callable[..., CaptureRecord]) -> Callable[..., CaptureRecord]:
    """The end of the work as the phone recorded it."""

    def do(**changes: Any) -> CaptureRecord:
        content = {
            "ended_at": "2026-11-12T04:30:00.000Z", "place": "Trụ sở Sở", "remarks": "", "read_back": True,
            "copies": 2, "agency_name": "Trần Văn Khởi", "agency_post": "Phó Giám đốc",
        }  # fmt: skip
        return sent(RecordKind.FINISH, "finish", content | changes)

    return do
