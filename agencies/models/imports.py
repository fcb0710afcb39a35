"""A staff list handed in as a file: read and shown first, applied after a person agrees."""

from django.conf import settings
from django.db import models

from core.fields import NFCCharField


class StaffImport(models.Model):
    """One file of staff, from reading to applying."""

    class State(models.TextChoices):
        READ = "read", "Đã đọc, chờ duyệt"
        APPLIED = "applied", "Đã áp dụng"
        REJECTED = "rejected", "Không áp dụng"

    id = models.UUIDField(primary_key=True)
    file_name = NFCCharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    effective_on = models.DateField(help_text="Ngày các thay đổi có hiệu lực.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lần nhập danh sách cán bộ"

    def __str__(self) -> str:
        return self.file_name


class StaffImportRow(models.Model):
    """One line of the file, what it would change, and what is wrong with it."""

    staff_import = models.ForeignKey(StaffImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    values = models.JSONField()
    change = models.CharField(max_length=10)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = "dòng nhập"
        constraints = [
            models.UniqueConstraint(fields=["staff_import", "line"], name="staff_import_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.line}"
