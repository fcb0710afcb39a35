"""The outbox: an act leaves its intents here, in its own transaction; a relay hands them to workers.

Topics are declared once with the Celery task that handles them. A task is given the ids of the
messages, does the work, and marks them handled in the transaction of the effect.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from core.models.outbox import OutboxMessage

BATCH = 500
_TOPICS: dict[str, str] = {}


def declare_topic(topic: str, task: str) -> None:
    """Declare that the Celery task named ``task`` handles ``topic`` (called with ``message_ids=[…]``)."""
    if topic in _TOPICS:
        raise ValueError(f"outbox topic {topic!r} is declared twice")
    _TOPICS[topic] = task


def topics() -> dict[str, str]:
    """Every topic with the task that handles it."""
    return dict(sorted(_TOPICS.items()))


def build(topic: str, payload: dict[str, Any], *, at: datetime) -> OutboxMessage:
    """An unsaved message, for acts that leave many; raises KeyError for an undeclared topic."""
    if topic not in _TOPICS:
        raise KeyError(f"outbox topic {topic!r} is not declared")
    return OutboxMessage(topic=topic, payload=payload, created_at=at)


def send(topic: str, payload: dict[str, Any], *, at: datetime) -> OutboxMessage:
    """Leave one intent; it takes effect only if the surrounding transaction commits."""
    message = build(topic, payload, at=at)
    message.save(force_insert=True)
    return message


def claim(at: datetime, *, lost: bool = False) -> dict[str, list[int]]:
    """Take up to 500 waiting messages (or lost ones) and return their ids by task name.

    Claiming and marking is one transaction; two relays at once never claim the same message. Topics that
    this release does not know are left to the release that does (two run side by side during an upgrade).
    """
    with transaction.atomic():
        waiting = OutboxMessage.objects.lost(at) if lost else OutboxMessage.objects.unpublished()
        known = waiting.filter(topic__in=list(_TOPICS)).order_by("id")
        rows = list(known.select_for_update(skip_locked=True).values_list("id", "topic")[:BATCH])
        OutboxMessage.objects.filter(id__in=[pk for pk, _topic in rows]).update(
            published_at=at, attempts=F("attempts") + 1
        )
    claimed: dict[str, list[int]] = {}
    for pk, topic in rows:
        claimed.setdefault(_TOPICS[topic], []).append(pk)
    return claimed


def release(ids: Iterable[int]) -> int:
    """Put claimed messages back because the broker did not take them; this costs them no attempt."""
    return OutboxMessage.objects.filter(id__in=list(ids), handled_at=None).update(
        published_at=None, attempts=F("attempts") - 1
    )


def pending(topic: str, ids: Iterable[int]) -> list[OutboxMessage]:
    """The messages among ``ids`` whose effect is still to come, oldest first."""
    return list(OutboxMessage.objects.filter(topic=topic, id__in=list(ids), handled_at=None).order_by("id"))


def give_back(messages: Iterable[OutboxMessage]) -> None:
    """Return messages to the relay at once: the work could not start now, through no fault of theirs."""
    release(message.pk for message in messages)


def mark_handled(messages: Iterable[OutboxMessage], *, at: datetime) -> int:
    """Confirm the effect of messages, in the transaction of the effect; returns how many."""
    ids = [message.pk for message in messages]
    return OutboxMessage.objects.filter(id__in=ids, handled_at=None).update(handled_at=at, error="")


def forget_handled(topic: str, ids: Iterable[int]) -> int:
    """Delete those that took effect, where even the moment they came must not be kept; returns how many."""
    done = OutboxMessage.objects.filter(topic=topic, id__in=list(ids), handled_at__isnull=False)
    deleted, _by_model = done.delete()
    return deleted


def mark_failed(message: OutboxMessage, error: Exception) -> None:
    """Remember why the effect did not come about; the reconciler hands the message over again."""
    words = f"{type(error).__name__}: {error}"[:2000]
    OutboxMessage.objects.filter(id=message.pk, handled_at=None).update(error=words)


def unpark(ids: Iterable[int]) -> int:
    """Give parked messages, once a person mended their cause, all their attempts again; returns how many."""
    return OutboxMessage.objects.parked().filter(id__in=list(ids)).update(published_at=None, attempts=0)
