"""Revoke a phone that was lost or given away: what it holds becomes noise, and it sends nothing more."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from evaluations.models import CaptureDevice


def revoke_device(*, device: CaptureDevice, actor: User, at: datetime) -> CaptureDevice:
    """Revoke from ``at`` on; records made before may still be handed over. Doing it twice changes nothing."""
    with transaction.atomic():
        current = CaptureDevice.objects.select_for_update(of=("self",)).get(pk=device.pk)
        if current.revoked_at is None:
            current.revoked_at = at
            current.save(update_fields=["revoked_at"])
            audit.record(
                "capture.revoked", actor=actor, subject=current, at=at, after={"label": current.label}
            )
    return current
