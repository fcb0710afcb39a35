"""Drawing photographs that phones sent."""

import logging
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

from core import clock, outbox
from core.models import OutboxMessage
from evaluations.actions.capture.draw_photo import draw_photo
from evaluations.declarations import CAPTURED_PHOTO
from evaluations.models import CapturedPhoto

logger = logging.getLogger(__name__)


@shared_task(name="evaluations.tasks.draw_captured_photos", bind=True)
def draw_captured_photos(self: Any, message_ids: list[int]) -> int:
    """Draw one photograph and pass the others on, so that a morning's photos hold no worker for long.

    Returns how many were drawn; what fails is tried again by the reconciler.
    """
    messages = outbox.pending(CAPTURED_PHOTO, message_ids)
    if not messages:
        return 0
    first, *others = messages
    drawn = _draw(first)
    if others:
        _pass_on(self, others)
    return drawn


def _draw(message: OutboxMessage) -> int:
    """Decoding is done outside any transaction; the message is handled once the picture is there."""
    photo = CapturedPhoto.objects.filter(pk=message.payload["photo"]).select_related("inspection").first()
    if photo is not None:
        try:
            draw_photo(photo=photo, at=clock.now())
        except OSError as error:
            outbox.mark_failed(message, error)
            logger.warning("capture: photo %s is not drawn (%s)", photo.pk, type(error).__name__)
            return 0
    return outbox.mark_handled([message], at=clock.now())


def _pass_on(task: Any, messages: list[OutboxMessage]) -> None:
    try:
        task.apply_async(kwargs={"message_ids": [message.pk for message in messages]})
    except OperationalError:
        outbox.give_back(messages)
