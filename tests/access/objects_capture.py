"""Objects of capture on phones: the inspector's phone, what it sent, and where the team disagrees."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PIL import Image

from core import clock
from evaluations.actions.capture.draw_photo import draw_photo
from evaluations.actions.capture.receive_photo_piece import receive_photo_piece
from evaluations.actions.capture.receive_records import receive_records
from evaluations.actions.capture.receiving import Signed, mac_of
from evaluations.actions.capture.register_device import register_device
from evaluations.actions.capture.take_along import take_along
from evaluations.models import CaptureDevice, CapturedPhoto, CaptureRecord, Criterion, Inspection
from evaluations.rules.capture.contents import iso

if TYPE_CHECKING:
    from tests.access.world import World

QUERY = "?"
"""Key of an object's query string beside the variables of its address."""


def phone(world: "World") -> CaptureDevice:
    """The inspector's phone, which has taken along the visit under way."""
    inspector = world.cast.inspector
    device = register_device(phone=uuid4(), label="Máy 1", app="1.0.0", actor=inspector, at=clock.now())
    take_along(device=device, visits=[world.object("inspection under way")], at=clock.now())
    return device


def named(world: "World") -> dict[str, Any]:
    """That phone, named in the query."""
    return {QUERY: f"may={world.object('phone').pk}"}


def record(world: "World", kind: str, subject: str, content: dict[str, Any], **given: Any) -> Signed:
    """A record as that phone signs it."""
    device: CaptureDevice = world.object("phone")
    body = {
        "schema": 2,
        "id": str(uuid4()),
        "device": str(device.pk),
        "visit": str(world.object("inspection under way").pk),
        "kind": kind,
        "subject": subject,
        "previous": [],
        "captured_at": iso(clock.now()),
        "app": "1.0.0",
        "content": content,
    }
    text = json.dumps(body | given)
    return Signed(text, mac_of(device, text))


def receive(world: "World", *records: Signed) -> None:
    """Let the server have them."""
    at = clock.now()
    receive_records(records=records, way="sync", sent_at=at, actor=world.cast.inspector, at=at)


def seen(k: int) -> dict[str, Any]:
    return {"n": 10, "k": k, "not_applicable": False, "severity": "none", "note": "", "details": None}


def code() -> str:
    return Criterion.objects.filter(measure="ratio").order_by("position")[0].code


def differing(world: "World") -> Inspection:
    """The visit under way with two values for one criterion."""
    world.object("phone")
    later = iso(clock.now() + timedelta(minutes=1))
    first = record(world, "observation", code(), seen(8))
    receive(world, first, record(world, "observation", code(), seen(5), captured_at=later))
    return Inspection.objects.get(pk=world.object("inspection under way").pk)


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    return file.getvalue()


def photo_on_its_way(world: "World") -> CapturedPhoto:
    """A photograph of which only the record has come."""
    pk, data = uuid4(), picture()
    content = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "size": len(data),
        "width": 40,
        "height": 30,
        "criterion": "",
        "caption": "Biển tên",
        "blurred": 0,
        "type": "image/jpeg",
    }
    receive(world, record(world, "photo", f"photo:{pk}", content, id=str(pk)))
    return CapturedPhoto.objects.get(pk=pk)


def photo_named(world: "World") -> dict[str, Any]:
    """That photograph, with the phone that sends it."""
    return {"pk": photo_on_its_way(world).pk, QUERY: f"may={world.object('phone').pk}&tu=0"}


def photo_drawn(world: "World") -> CapturedPhoto:
    """A photograph that came whole and was drawn."""
    photo = photo_on_its_way(world)
    receive_photo_piece(photo=photo, offset=0, piece=picture(), at=clock.now())
    return draw_photo(photo=CapturedPhoto.objects.get(pk=photo.pk), at=clock.now())


def phone_of_the_visit(world: "World") -> dict[str, UUID]:
    return {"pk": world.object("inspection under way").pk, "device": world.object("phone").pk}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "capture app": lambda world: None,
    "phone": phone,
    "phone that asks": named,
    "values that differ": differing,
    "photograph that is sent": photo_named,
    "photograph from a phone": photo_drawn,
    "phone of the visit": phone_of_the_visit,
}


def _choice(world: "World", inspection: Inspection) -> dict[str, Any]:
    rows = CaptureRecord.objects.filter(inspection=inspection, state="conflict").order_by("captured_at")
    ids = [str(row.pk) for row in rows]
    return {"form_uuid": uuid4(), "subject": code(), "chosen": ids[1], "seen": " ".join(ids)}


def _batch(world: "World", _thing: Any) -> dict[str, Any]:
    one = record(world, "observation", code(), seen(8))
    return {
        "json": {
            "device": str(world.object("phone").pk),
            "sent_at": iso(clock.now()),
            "app": "1.0.0",
            "waiting": 1,
            "waiting_since": None,
            "way": "sync",
            "records": [{"body": one.body, "mac": one.mac}],
        }
    }


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "capture_register": lambda world, _thing: {
        "json": {"phone": str(uuid4()), "label": "Máy 2", "app": "1.0.0"}
    },
    "capture_records": _batch,
    "inspection_settle": _choice,
}
