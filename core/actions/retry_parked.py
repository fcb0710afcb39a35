"""Give intents that were given up another chance, once their cause is mended."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit, outbox
from core.errors import Refused
from core.models import OutboxMessage

audit.declare(outbox__retried="Cho chạy lại việc đã dừng")


class NothingParked(Refused):
    """There is nothing to try again."""

    def __init__(self) -> None:
        super().__init__("Không có việc nào đang dừng; có thể đã có người cho chạy lại.")


def retry_parked(*, actor: Any, at: datetime) -> int:
    """Hand every parked message to the relay again; returns how many. Raises NothingParked."""
    with transaction.atomic():
        parked = list(OutboxMessage.objects.parked().select_for_update().order_by("id")[: outbox.BATCH])
        if not parked:
            raise NothingParked
        count = outbox.unpark(message.pk for message in parked)
        topics = sorted({message.topic for message in parked})
        after = {"count": count, "topics": topics}
        audit.record("outbox.retried", actor=actor, subject=parked[0], at=at, after=after)
    return count
