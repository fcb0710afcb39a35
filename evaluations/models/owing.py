"""Who owed a form in a closed month, and what else a month keeps about its forms."""

from django.conf import settings
from django.db import models

from agencies.models import Agency, StaffMember
from core.fields import NFCCharField, NFCTextField
from evaluations.enums import Owing
from evaluations.models.periods import Period


class OwedForm(models.Model):
    """One line of the frozen list of a closed month; while a month is open the list is worked out anew.

    ``working_days`` is how many working days of the month the person held the post and was not on leave.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    owing = models.CharField(max_length=15, choices=Owing)
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "người phải nộp phiếu"
        constraints = [models.UniqueConstraint(fields=["period", "agency", "staff"], name="owed_form_once")]

    def __str__(self) -> str:
        return f"{self.get_owing_display()}"


class TransferNote(models.Model):
    """What the head of the agency that a person left in a month tells the agency that judges the month."""

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    text = NFCTextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "nhận xét của cơ quan cũ"
        constraints = [
            models.UniqueConstraint(fields=["period", "agency", "staff"], name="transfer_note_once")
        ]

    def __str__(self) -> str:
        return f"Nhận xét {self.pk}"


class QuotaException(models.Model):
    """An authorised excess of the top grade's quota in an agency's month: who allowed it, by which paper.

    Nothing is blocked without it (S9); with it the warning says that the excess was allowed. Append-only.
    """

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    framework = models.CharField(max_length=40, help_text="Mã bộ tiêu chí có tỷ lệ khống chế.")
    arithmetic = models.JSONField(help_text="Số người, mẫu số, mức cho phép lúc ghi nhận.")
    document = NFCCharField(max_length=200, help_text="Số, ngày văn bản cho phép.")
    reason = NFCTextField()
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    authorised_at = models.DateTimeField()

    class Meta:
        verbose_name = "trường hợp vượt tỷ lệ"

    def __str__(self) -> str:
        return f"{self.framework}: {self.document}"
