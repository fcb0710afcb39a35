"""Whether records that a phone sends may be taken in, asked once for each device and visit of a batch."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from agencies.models import User
from core.access import Denied, may
from evaluations.access.capture import STILL_WORKING, is_cut_off, was_on_team
from evaluations.access.inspections import NOT_IN_TEAM
from evaluations.models import CaptureDevice, Inspection
from evaluations.rules.capture.envelope import Envelope

SYNC, RESCUE, HANDOVER = "sync", "rescue", "handover"
WAYS = (SYNC, RESCUE, HANDOVER)
UNKNOWN_DEVICE = "Máy chủ không biết máy đã ghi bản ghi này."
BAD_MAC = "Chữ ký của máy trên bản ghi không đúng, nội dung có thể đã bị sửa."
AFTER_REVOCATION = "Bản ghi được ghi sau khi máy bị thu hồi."


@dataclass(frozen=True, slots=True)
class Signed:
    """A record as it was sent: the exact text, and its signature in hex."""

    body: str
    mac: str


def mac_of(device: CaptureDevice, body: str) -> str:
    """The signature that the device puts under a body (HMAC-SHA256 with its receipt key), in hex."""
    return hmac.new(device.receipt_key.encode(), body.encode(), hashlib.sha256).hexdigest()


class Gate:
    """Lets in what one person sends by one way; what it refuses is not stored, and the phone keeps it."""

    def __init__(self, sender: User, way: str, drift_ms: int, envelopes: Iterable[Envelope]) -> None:
        """Read the devices and visits that are named; ``drift_ms``: the server's clock minus the phone's."""
        self.sender, self.way, self.drift = sender, way, timedelta(milliseconds=drift_ms)
        named = list(envelopes)
        devices = CaptureDevice.objects.filter(pk__in={one.device for one in named}).select_related("user")
        self.devices = {device.pk: device for device in devices.order_by("pk")}
        visits = Inspection.objects.filter(pk__in={one.visit for one in named})
        self.visits = {visit.pk: visit for visit in visits.order_by("pk")}
        self._known: dict[tuple[UUID, UUID], str] = {}

    def refusal(self, envelope: Envelope, mac: str) -> str:
        """Why a record is not taken in, "" when it is."""
        device = self.devices.get(envelope.device)
        if device is None:
            return UNKNOWN_DEVICE
        if not hmac.compare_digest(mac_of(device, envelope.body).encode(), mac.encode()):
            return BAD_MAC
        # by the server's clock: a phone that runs ahead did not record after it was revoked
        if device.revoked_at is not None and envelope.captured_at + self.drift > device.revoked_at:
            return AFTER_REVOCATION
        visit = self.visits.get(envelope.visit)
        if visit is None:
            return NOT_IN_TEAM
        key = (device.pk, visit.pk)
        if key not in self._known:
            self._known[key] = self._judge(device, visit)
        return self._known[key]

    def _judge(self, device: CaptureDevice, visit: Inspection) -> str:
        """The same words for a visit that is not the sender's as for one that does not exist."""
        if self.way == SYNC and device.user_id != self.sender.pk:
            return STILL_WORKING
        name = {SYNC: "capture.send", RESCUE: "inspection.record", HANDOVER: "capture.take_over"}[self.way]
        verdict = may(self.sender, name, visit)
        if isinstance(verdict, Denied):
            return verdict.reason
        if self.way == HANDOVER and not is_cut_off(device):
            return STILL_WORKING
        return "" if was_on_team(device.user, visit) else NOT_IN_TEAM
