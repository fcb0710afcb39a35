"""A phone of the inspector and one of a second member, and the visit of the department that they record."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from agencies.models import User
from evaluations.actions.capture.register_device import register_device
from evaluations.models import CaptureDevice, Observation
from evaluations.tests.capture.contents import COUNTED, seen
from evaluations.tests.inspections.conftest import (
    AT,
    DAY,
    criterion,
    draft,
    member,
    month,
    on_site,
    the_present,
)

__all__ = [
    "AT",
    "COUNTED",
    "DAY",
    "criterion",
    "draft",
    "member",
    "month",
    "on_site",
    "seen",
    "the_present",
]
NONCE = "n" * 20


def moment(at: datetime) -> str:
    """A moment as the phone writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


STARTED = {"visited_on": DAY.isoformat(), "started_at": moment(AT)}


def k_of(code: str) -> int:
    """The k that stands for a criterion."""
    return Observation.objects.get(criterion__code=code).k


@dataclass
class Phone:
    """A person's phone: makes signed records and speaks the protocol."""

    device: CaptureDevice
    user: User
    client: Client

    def record(
        self,
        visit: UUID,
        kind: str,
        content: dict[str, Any],
        *,
        subject: str = "",
        previous: Any = (),
        at: datetime = AT,
        schema: int = 2,
        record_id: UUID | None = None,
    ) -> dict[str, Any]:
        """One record as the phone keeps it; ``id`` stands beside it for the tests."""
        record_id = record_id or uuid4()
        body = {
            "schema": schema,
            "id": str(record_id),
            "device": str(self.device.pk),
            "visit": str(visit),
            "kind": kind,
            "subject": subject or kind,
            "previous": previous if schema == 1 else [str(one) for one in previous],
            "captured_at": moment(at),
            "app": "1.0.0",
            "content": content,
        }
        return self.signed(json.dumps(body, ensure_ascii=False)) | {"id": str(record_id)}

    def signed(self, text: str) -> dict[str, Any]:
        """A body with this phone's signature."""
        key = self.device.receipt_key.encode()
        return {"body": text, "mac": hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}

    def observed(self, visit: UUID, code: str, n: int = 10, k: int = 8, **given: Any) -> dict[str, Any]:
        """A record of an observation."""
        content = given.pop("content", None) or seen(n, k)
        return self.record(visit, "observation", content, subject=code, **given)

    def send(self, *records: dict[str, Any], **given: Any) -> Any:
        """Send a batch and give the answer's JSON with its status."""
        sent = {
            "device": str(self.device.pk),
            "sent_at": moment(given.pop("sent_at", AT)),
            "app": "1.0.0",
            "waiting": given.pop("waiting", 0),
            "waiting_since": None,
            "way": given.pop("way", "sync"),
            "records": [{"body": one["body"], "mac": one["mac"]} for one in records],
        }
        return self.client.post(
            reverse("capture_records"),
            sent | given,
            content_type="application/json",
            headers={"X-Vhcv-Nonce": NONCE},
        )

    def states(self, *records: dict[str, Any], **given: Any) -> list[str]:
        """The states of the receipts of a batch."""
        return [one["state"] for one in self.send(*records, **given).json()["receipts"]]

    def piece(self, photo: str, data: bytes, offset: int = 0) -> Any:
        """Send one piece of a photograph."""
        address = f"{reverse('capture_photo', args=[photo])}?may={self.device.pk}&tu={offset}"
        return self.client.put(
            address, data, content_type="application/octet-stream", headers={"X-Vhcv-Nonce": NONCE}
        )


MakePhone = Callable[..., Phone]


@pytest.fixture
def phone_of(db: None) -> MakePhone:
    """Register a phone for a user; ``phone`` names one that somebody else uses too."""

    def do(user: User, phone: UUID | None = None) -> Phone:
        device = register_device(phone=phone or uuid4(), label="Điện thoại", app="1.0.0", actor=user, at=AT)
        client = Client()
        client.force_login(user)
        return Phone(device, user, client)

    return do


@pytest.fixture
def mine(cast: Any, phone_of: MakePhone) -> Phone:
    """The phone of the inspector who leads the visit."""
    return phone_of(cast.inspector)


@pytest.fixture
def theirs(member: User, phone_of: MakePhone) -> Phone:
    """The phone of the second member."""
    return phone_of(member)


def jpeg(shade: int = 90, side: int = 200) -> bytes:
    """A photograph as the app makes it."""
    file = BytesIO()
    Image.effect_noise((side, side), shade).convert("RGB").save(file, "JPEG", quality=90)
    return file.getvalue()


def photo_content(data: bytes, criterion: str = "TP-04", **other: Any) -> dict[str, Any]:
    """The content of the record of a photograph."""
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "width": 200,
        "height": 200,
        "criterion": criterion,
        "caption": "Biển tên",
        "blurred": 0,
        "type": "image/jpeg",
    } | other
