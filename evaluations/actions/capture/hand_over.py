"""Hand the keys of a colleague's data on one's own phone to the leader of the visits that it holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import may
from evaluations.access.capture import is_cut_off
from evaluations.models import CaptureDevice, CaptureDownload


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A colleague's device on this phone, and the visits on it that the leader may take over."""

    device: CaptureDevice
    visits: tuple[UUID, ...]


def hand_over(*, device: CaptureDevice, actor: User, at: datetime) -> list[HandedOver]:
    """The devices on the phone of ``device`` that send no more by themselves, each with an audit entry.

    Only those that took along a visit which the actor leads; nothing is told of the others.
    """
    others = CaptureDevice.objects.filter(phone=device.phone).exclude(pk=device.pk).select_related("user")
    handed = []
    with transaction.atomic():
        for other in others.order_by("created_at", "id"):
            if is_cut_off(other) and (visits := _led_by(actor, other)):
                handed.append(HandedOver(other, visits))
        for one in handed:
            audit.record(
                "capture.handed_over",
                actor=actor,
                subject=one.device,
                at=at,
                after={"from": one.device.user.display_name, "visits": [str(pk) for pk in one.visits]},
            )
    return handed


def _led_by(actor: User, device: CaptureDevice) -> tuple[UUID, ...]:
    downloads = CaptureDownload.objects.filter(device=device).select_related("inspection")
    return tuple(
        download.inspection_id
        for download in downloads.order_by("downloaded_at", "id")
        if may(actor, "capture.take_over", download.inspection)
    )
