"""Paper slips keyed in by a second office, for people who cannot use a telephone."""

from django.conf import settings
from django.db import models

from core.fields import NFCCharField
from feedback.models.counters import Counter


class SlipBatch(models.Model):
    """The slips of one counter and day, keyed in together; whoever keyed them works elsewhere."""

    id = models.UUIDField(primary_key=True)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="slip_batches")
    day = models.DateField(help_text="Ngày ghi trên phiếu giấy.")
    note = NFCCharField(max_length=200, blank=True)
    content_sha256 = models.CharField(max_length=64, help_text="Dấu của các lượt đã nhập, để gửi lại vô hại.")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "tập phiếu giấy"

    def __str__(self) -> str:
        return f"{self.counter} {self.day:%d/%m/%Y}"
