"""What phones send: devices with their keys, records that never change, photographs in pieces."""

from django.conf import settings
from django.db import models

from core.fields import NFCCharField
from core.models import Attachment
from evaluations.enums import PhotoState, RecordKind, RecordState
from evaluations.models.inspections import Inspection


class CaptureDevice(models.Model):
    """One person on one phone, with the keys of that pair.

    ``seal_key`` seals what waits on the phone (AES-GCM, 256 bits) and is handed out again after a new login
    only, so without it the phone holds noise. ``receipt_key`` signs records on the phone and receipts here
    (HMAC-SHA256): neither can be made up by whoever stands between. Keys are base64.
    """

    id = models.UUIDField(primary_key=True)
    phone = models.UUIDField(help_text="Mã do trình duyệt tạo, một mã cho một máy.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="capture_devices"
    )
    label = NFCCharField(max_length=120, blank=True)
    seal_key = models.CharField(max_length=64)
    receipt_key = models.CharField(max_length=64)
    app_version = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    waiting = models.PositiveIntegerField(default=0, help_text="Số bản ghi máy báo chưa gửi.")
    waiting_since = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "máy ghi nhận"
        constraints = [models.UniqueConstraint(fields=["phone", "user"], name="capture_device_once")]

    def __str__(self) -> str:
        return self.label or str(self.phone)


class CaptureDownload(models.Model):
    """A visit that was taken along on a phone: from there records are expected."""

    device = models.ForeignKey(CaptureDevice, on_delete=models.CASCADE, related_name="downloads")
    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="downloads")
    downloaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "lượt tải cuộc kiểm tra về máy"
        constraints = [models.UniqueConstraint(fields=["device", "inspection"], name="capture_download_once")]

    def __str__(self) -> str:
        return f"{self.device_id}"


class CaptureRecord(models.Model):
    """One thing that was recorded, as it was signed on the phone; ``id`` is made there.

    ``subject`` is what it speaks of (a criterion's code, "headcount", …), ``previous`` the ids of the records
    it replaces, so that two people's edits are told apart from one person's second thought. ``captured_at``
    is what the phone claimed, ``drift_ms`` how far its clock was from the server's when it was sent.
    Only ``state`` and ``reason`` ever change.
    """

    id = models.UUIDField(primary_key=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="records")
    device = models.ForeignKey(CaptureDevice, null=True, on_delete=models.PROTECT, related_name="records")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=RecordKind)
    subject = models.CharField(max_length=60)
    previous = models.JSONField(default=list)
    schema = models.PositiveSmallIntegerField()
    content = models.JSONField()
    body = models.TextField(help_text="Đúng từng ký tự như máy đã ký.")
    sha256 = models.CharField(max_length=64, help_text="Của body.")
    mac = models.CharField(max_length=64, blank=True, help_text="HMAC-SHA256 của body bằng khóa của máy.")
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    drift_ms = models.BigIntegerField(default=0)
    way = models.CharField(max_length=10, default="sync", help_text="sync, rescue, handover, web.")
    state = models.CharField(max_length=12, choices=RecordState)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "bản ghi tại chỗ"
        indexes = [models.Index(fields=["inspection", "subject"], name="capture_record_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class CapturedPhoto(models.Model):
    """A photograph on its way: its pieces, then the original bytes, then the picture drawn from them.

    ``sha256`` was taken on the phone when the photograph was made and stands in the minutes. The original is
    kept unopened under ``path`` so that it can be proved; what people see is ``attachment``, drawn anew.
    """

    id = models.UUIDField(primary_key=True)
    record = models.OneToOneField(CaptureRecord, on_delete=models.PROTECT, related_name="photo")
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="captured_photos")
    criterion_code = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0, help_text="Số byte đã nhận.")
    path = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=PhotoState, default=PhotoState.RECEIVING)
    reason = models.CharField(max_length=300, blank=True)
    attachment = models.OneToOneField(Attachment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ảnh chụp tại chỗ"

    def __str__(self) -> str:
        return self.sha256[:12]
