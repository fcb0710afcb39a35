"""Files that people hand in, after checking: named by UUID, redrawn, never served under their own name."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from core.fields import NFCCharField


class Attachment(models.Model):
    """A checked file. ``sha256`` is of the stored bytes, ``original_sha256`` of the bytes received."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    path = models.CharField(max_length=120, unique=True)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(help_text="Số byte của tệp đã lưu.")
    width = models.PositiveIntegerField(null=True, help_text="Điểm ảnh.")
    height = models.PositiveIntegerField(null=True, help_text="Điểm ảnh.")
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    caption = NFCCharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "tệp đính kèm"

    def __str__(self) -> str:
        return f"{self.content_type} {self.id}"
