"""Visits of today, each with a team of two of its own, in a database that the portal serves."""

import hashlib
import hmac
import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.models import Session

from agencies.enums import AgencyKind, Role
from agencies.models import Agency, User
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from core import clock
from evaluations.actions.capture.receive_records import receive_records
from evaluations.actions.capture.receiving import SYNC, Signed
from evaluations.actions.inspections import create_inspection
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.models import CaptureDevice
from evaluations.rules.capture.contents import iso

PHOTOS = Path("nhan")
"""Where originals of photographs lie under MEDIA_ROOT."""


@dataclass(frozen=True)
class Visit:
    """A visit that is to begin today; the member is the second inspector of its team."""

    id: str
    leader: int
    member: int


def make_month() -> tuple[Agency, Agency]:
    """The present month, open; Sở Nội vụ and the department that is visited."""
    now = clock.now()
    province = make_agency("Tỉnh Vĩnh Long", AgencyKind.PROVINCE, short_name="Vĩnh Long")
    home_affairs = make_agency("Sở Nội vụ", parent=province)
    department = make_agency("Sở Tư pháp", parent=province, has_counter=True)
    for number in range(26):
        make_staff(f"Công chức {number + 1}", department)
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    definition = shipped_set("qd1847_2018")
    publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=long_ago)
    open_period(kind="month", day=clock.today(), actor=None, at=now)
    return home_affairs, department


def make_visits(number: int) -> list[Visit]:
    """So many visits of one department, each with its own two inspectors."""
    home_affairs, department = make_month()
    return [_visit(place, home_affairs, department) for place in range(number)]


def _visit(place: int, home_affairs: Agency, department: Agency) -> Visit:
    leader, member = (_inspector(f"{name} {place}", home_affairs) for name in ("Kiểm", "Tra"))
    made = create_inspection(
        form_id=uuid4(),
        agency=department,
        visited_on=clock.today(),
        mode="unannounced",
        order_number=f"{place}/QĐ-SNV",
        members=[member],
        actor=leader,
        at=clock.now(),
    )
    return Visit(str(made.pk), leader.pk, member.pk)


def _inspector(name: str, home_affairs: Agency) -> User:
    user = make_user(make_staff(name, home_affairs))
    version = home_affairs.versions.get()
    assert version.parent is not None
    grant(user, Role.INSPECTOR, version.parent)
    return user


def a_device(user: User, phone: str = "") -> CaptureDevice:
    """A phone of that user with keys, as registration makes it."""
    keys = {name: b64encode(hashlib.sha256(name.encode()).digest()).decode() for name in ("seal", "receipt")}
    now = clock.now()
    return CaptureDevice.objects.create(
        id=uuid4(),
        phone=UUID(phone) if phone else uuid4(),
        user=user,
        seal_key=keys["seal"],
        receipt_key=keys["receipt"],
        created_at=now,
        seen_at=now,
    )


def signed(device: CaptureDevice, envelope: dict[str, Any]) -> Signed:
    """A record under the signature of its device."""
    body = json.dumps(envelope | {"device": str(device.pk)}, ensure_ascii=False)
    return Signed(body, hmac.new(device.receipt_key.encode(), body.encode(), hashlib.sha256).hexdigest())


def member_writes(visit: Visit, code: str, content: dict[str, Any]) -> None:
    """The second inspector records one criterion on a phone of their own, which has network."""
    member = User.objects.get(pk=visit.member)
    device = a_device(member)
    moment = clock.now()
    envelope = {
        "schema": 2,
        "id": str(uuid4()),
        "visit": visit.id,
        "kind": "observation",
        "subject": code,
        "previous": [],
        "captured_at": iso(moment),
        "app": "1.0.0",
        "content": content,
    }
    receipts = receive_records(
        records=[signed(device, envelope)], way=SYNC, sent_at=moment, actor=member, at=moment
    )
    assert receipts[0].is_stored, receipts


def end_sessions(user: int) -> None:
    """What the server does when sessions of a user expire."""
    for session in Session.objects.order_by("pk"):
        if session.get_decoded().get("_auth_user_id") == str(user):
            session.delete()


def photo_digest(photo: UUID) -> str:
    """SHA-256 of the bytes of a photograph as they lie on the server, "" where there are none."""
    path = Path(settings.MEDIA_ROOT) / PHOTOS / photo.hex[:2] / f"{photo.hex}.jpg"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
