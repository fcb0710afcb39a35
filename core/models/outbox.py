"""Intents to act outside the transaction, written inside it: the database is the truth."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

RETRY_AFTER = timedelta(minutes=2)
QUICK_ATTEMPTS = 5
RETRY_LATER = timedelta(minutes=30)
PARK_AFTER_ATTEMPTS = 20


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Questions about messages; ``at`` is always the present moment of the asker."""

    def unfinished(self) -> Self:
        """Messages whose effect has not been confirmed and that are not parked."""
        return self.filter(handled_at=None, attempts__lt=PARK_AFTER_ATTEMPTS)

    def unpublished(self) -> Self:
        """Messages the relay has not yet handed to a worker."""
        return self.unfinished().filter(published_at=None)

    def lost(self, at: datetime) -> Self:
        """Messages handed over more than two minutes ago and still without effect.

        After five attempts the wait is half an hour, so that a mail server may be away for a working day.
        """
        quick = models.Q(attempts__lte=QUICK_ATTEMPTS, published_at__lt=at - RETRY_AFTER)
        return self.unfinished().filter(quick | models.Q(published_at__lt=at - RETRY_LATER))

    def summary(self) -> dict[str, Any]:
        """How many messages wait, were handed over, and are parked, and since when the oldest waits."""
        unfinished = models.Q(attempts__lt=PARK_AFTER_ATTEMPTS)
        return self.filter(handled_at=None).aggregate(
            waiting=models.Count("id", filter=unfinished & models.Q(published_at=None)),
            handed_over=models.Count("id", filter=unfinished & models.Q(published_at__isnull=False)),
            parked=models.Count("id", filter=~unfinished),
            oldest=models.Min("created_at", filter=unfinished),
        )

    def parked(self) -> Self:
        """Messages given up after many attempts; a person must look."""
        return self.filter(handled_at=None, attempts__gte=PARK_AFTER_ATTEMPTS)


class OutboxMessage(models.Model):
    """One intent: a topic, the ids it concerns, and what became of it."""

    topic = models.CharField(max_length=64)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    handled_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chờ gửi"
        indexes = [
            models.Index(
                fields=["topic", "id"], name="outbox_unfinished", condition=models.Q(handled_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
