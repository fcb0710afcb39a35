"""What follows a decided form: the person's answer, an appeal, a request to reopen; none is ever deleted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from core.fields import NFCTextField
from evaluations.enums import AppealState, Capacity, ReopenState
from evaluations.models.assessments import SelfAssessment
from evaluations.models.periods import Period


class ReviewReply(models.Model):
    """A word of the person about what the heads wrote, kept beside it; append-only."""

    id = models.UUIDField(primary_key=True)
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = NFCTextField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "ý kiến về nhận xét"

    def __str__(self) -> str:
        return f"Ý kiến {self.pk}"


class Appeal(models.Model):
    """A person asks the deciding authority to think again; one for each form, decided by a due date.

    ``changes`` is what the decision puts in the place of scores, as in Review. Decided once the month has
    closed, it moves no figure by itself: it waits for a correction (S15).
    """

    id = models.UUIDField(primary_key=True)
    assessment = models.OneToOneField(SelfAssessment, on_delete=models.PROTECT, related_name="appeal")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = NFCTextField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AppealState, default=AppealState.OPEN)
    changes = models.JSONField(null=True)
    answer = NFCTextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.OWN)
    signed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "kiến nghị về kết quả đánh giá"
        indexes = [
            models.Index(fields=["due_on"], name="appeal_open", condition=Q(state=AppealState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"Kiến nghị {self.pk}"


class ReopenRequest(models.Model):
    """Someone asks for a decided form to be opened again, another person decides (two persons, always).

    ``kept`` is the decision as it stood when the form was opened again: {"manager": …, "authority": …}.
    """

    id = models.UUIDField(primary_key=True)
    assessment = models.ForeignKey(SelfAssessment, on_delete=models.PROTECT, related_name="reopenings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = NFCTextField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReopenState, default=ReopenState.OPEN)
    answer = NFCTextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    kept = models.JSONField(null=True)

    class Meta:
        verbose_name = "đề nghị mở lại phiếu"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], name="reopening_once_open", condition=Q(state=ReopenState.OPEN)
            )
        ]

    def __str__(self) -> str:
        return f"Đề nghị {self.pk}"
