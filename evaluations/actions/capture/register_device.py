"""Register a phone for the person who is signed in on it."""

from base64 import b64encode
from datetime import datetime
from secrets import token_bytes
from uuid import UUID, uuid4

from django.db import transaction

from agencies.models import User
from core import audit
from core.errors import AccessRefused
from evaluations.access.capture import REVOKED
from evaluations.models import CaptureDevice

KEY_BYTES = 32


def register_device(*, phone: UUID, label: str, app: str, actor: User, at: datetime) -> CaptureDevice:
    """The device of this person on this phone with its keys, the same ones every time.

    Raises AccessRefused for one that was revoked: a lost phone that is found again gets no key.
    """
    fresh = {
        "id": uuid4(),
        "label": label[:120],
        "seal_key": _key(),
        "receipt_key": _key(),
        "created_at": at,
        "seen_at": at,
        "app_version": app[:20],
    }
    with transaction.atomic():
        device, is_new = CaptureDevice.objects.get_or_create(phone=phone, user=actor, defaults=fresh)
        if device.revoked_at is not None:
            raise AccessRefused(REVOKED)
        if is_new:
            audit.record("capture.registered", actor=actor, subject=device, at=at, after={"label": label})
        else:
            CaptureDevice.objects.filter(pk=device.pk).update(seen_at=at, app_version=app[:20])
    return device


def _key() -> str:
    return b64encode(token_bytes(KEY_BYTES)).decode()
