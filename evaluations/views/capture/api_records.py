"""Receiving what phones recorded."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from core import clock
from evaluations.actions.capture.receive_records import note_contact, receive_records
from evaluations.actions.capture.receiving import WAYS, Signed
from evaluations.rules.capture.reading import Reader, Unreadable
from evaluations.views.capture.answering import Answer, api, json_of, malformed, now, own_device

MOST_RECORDS = 50
MOST_WAITING = 100_000


@api("POST")
def capture_records(request: HttpRequest) -> Answer:
    """A receipt for each record; the device is the sender's, the records may be a colleague's."""
    user: Any = request.user
    sent = Reader(json_of(request), "Gói bản ghi")
    device = own_device(request)
    at = clock.now()
    try:
        records = _records(sent)
        way, sent_at = sent.one_of("way", WAYS), sent.moment("sent_at")
        waiting = sent.whole("waiting", 0, MOST_WAITING)
        since = sent.moment("waiting_since") if sent.values.get("waiting_since") else None
        app = sent.text("app", 20)
    except Unreadable as error:
        raise malformed(str(error)) from error
    receipts = receive_records(records=records, way=way, sent_at=sent_at, actor=user, at=at)
    # The phone counts what it is just sending among what waits.
    left = max(0, waiting - sum(receipt.is_stored for receipt in receipts))
    note_contact(device=device, app=app, waiting=left, waiting_since=since, at=at)
    return {"receipts": [asdict(receipt) for receipt in receipts], "now": now()}


def _records(sent: Reader) -> list[Signed]:
    listed = sent.values.get("records")
    if not isinstance(listed, list) or len(listed) > MOST_RECORDS:
        raise Unreadable(f"Mỗi gói có tối đa {MOST_RECORDS} bản ghi.")
    read = []
    for one in listed:
        record = one if isinstance(one, dict) else {}
        body, mac = record.get("body"), record.get("mac")
        if not isinstance(body, str) or not isinstance(mac, str) or not mac.isascii():
            raise Unreadable("Gói có bản ghi thiếu nội dung hoặc chữ ký.")
        read.append(Signed(body, mac))
    return read
