"""What a person is told, in the portal and by e-mail."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models

from core.fields import NFCCharField, NFCTextField


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Questions about a person's notifications."""

    def unread(self) -> Self:
        """Those not opened yet."""
        return self.filter(read_at=None)

    def of(self, user: object) -> Self:
        """Those addressed to ``user``, newest first."""
        return self.filter(recipient=user).order_by("-created_at", "-id")

    def mark_all_read(self, at: datetime) -> int:
        """Remember that these were opened at ``at``; returns how many were new."""
        return self.unread().update(read_at=at)


class Notification(models.Model):
    """One message to one person; ``key`` makes sending it twice harmless."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=64)
    key = models.CharField(max_length=120, unique=True)
    subject = NFCCharField(max_length=200)
    body = NFCTextField()
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notification_newest"),
            models.Index(
                fields=["recipient"], name="notification_unread", condition=models.Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def mark_read(self, at: datetime) -> None:
        """Remember when the person opened it; a second opening changes nothing."""
        if self.read_at is None:
            self.read_at = at
            self.save(update_fields=["read_at"])
