"""A phone that still has the oldest app's database, with records of schema 1 waiting in it."""

import hashlib
from base64 import b64decode
from typing import Any
from uuid import uuid4

from agencies.models import User
from core import clock
from evaluations.models import CaptureDevice
from evaluations.rules.capture.contents import iso
from evaluations.tests.capture_app.engine_jpeg import JPEG
from evaluations.tests.capture_app.engine_old import OLD_DATABASE
from tests.faults.offline.journal import Written
from tests.faults.offline.phone import OfflinePhone
from tests.faults.offline.plan import PARTS
from tests.faults.offline.session import Session
from tests.faults.offline.world import a_device, signed
from tests.faults.proxy import Fault

CODES = ("TP-04", "TP-05", "GT-03")


def begin_with_old_app(session: Session) -> None:
    """Fill the old database, then open today's app on it; the line is broken when this returns."""
    session.mend()
    phone = OfflinePhone(session.a_context(), session.place.proxy.url, visit=session.visit.id)
    session.phone = phone
    device = a_device(User.objects.get(pk=session.visit.leader))
    waiting = [_row(session, device, *step) for step in _steps(session)]
    session.sign_in()
    phone.open("#khong-mo")
    keys = {"id": str(device.pk), "seal_key": device.seal_key}
    phone.page.evaluate(OLD_DATABASE, [str(device.phone), keys, waiting])
    session.place.proxy.fault = Fault("captive", path="ban-ghi")
    phone.page.goto(phone.address + "/kiem-tra/tai-cho/")
    phone.page.reload()
    phone.page.evaluate("opened.then(() => true)")
    assert phone.refresh()["ok"]
    session.look()


def _steps(session: Session) -> list[tuple[str, str, dict[str, Any]]]:
    moment = iso(clock.now())
    count: dict[str, Any] = {"counted_at": moment, "present": 20, "roster": 20} | dict.fromkeys(PARTS, 0)
    old = {"n": 20, "severity": "none", "note": "Bản cũ"}
    findings = [
        ("observation", code, old | {"k": session.dice.randint(0, 20)})
        for code in session.dice.choices(CODES, k=6)
    ]
    digest = hashlib.sha256(b64decode(JPEG)).hexdigest()
    picture = {"sha256": digest, "size": len(b64decode(JPEG)), "width": 8, "height": 8, "criterion": "TP-04"}
    return [
        ("start", "start", {"visited_on": clock.today().isoformat(), "started_at": moment}),
        ("headcount", "headcount", count),
        *findings,
        ("photo", "", picture | {"caption": "", "blurred": 0, "type": "image/jpeg"}),
    ]


def _row(
    session: Session, device: CaptureDevice, kind: str, subject: str, content: dict[str, Any]
) -> dict[str, Any]:
    """A record as the old app kept it, written into the journal."""
    pk, journal = str(uuid4()), session.phone.journal
    subject = subject or f"photo:{pk}"
    before = [one.id for one in journal.kept.values() if one.subject == subject]
    envelope = {"schema": 1, "id": pk, "visit": session.visit.id, "kind": kind, "subject": subject}
    envelope |= {"previous": before[-1] if before else None, "app": "0.9.0", "content": content}
    record = signed(device, envelope | {"captured_at": iso(clock.now())})
    digest = hashlib.sha256(record.body.encode()).hexdigest()
    photo = content.get("sha256", "")
    journal.keep(Written(pk, digest, kind, subject, content, photo))
    return {"id": pk, "body": record.body, "mac": record.mac} | ({"photo": JPEG} if photo else {})
