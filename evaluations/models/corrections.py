"""Corrections of a closed period: asked by one person, decided by another, never a reopening (S15)."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from evaluations.enums import CorrectionCause, CorrectionState
from evaluations.models.closing import PROVINCE_READERS, PeriodSnapshot
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Province readers and inspectors see all, heads those that touch their agency or that they asked."""
        scope = scope_of(user, on)
        if scope.has(*PROVINCE_READERS, Role.INSPECTOR):
            return self.all()
        led = scope.agency_condition_before({Role.AGENCY_HEAD}, "agency", "correction__period__ends_on")
        touching = CorrectionLine.objects.filter(led).values("correction")
        return self.filter(Q(pk__in=touching) | Q(asked_by=user))

    def waiting(self) -> Self:
        """Those that nobody has decided yet."""
        return self.filter(state=CorrectionState.ASKED)


class Correction(models.Model):
    """What is to be corrected in a closed period, why, and what came of it.

    ``base`` is the snapshot that ``moves`` was computed on: before and after of every figure and rank that
    moves. ``origin`` names the record that gave rise to it by rule ("evaluations.inspection:42"), once.
    """

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="corrections")
    cause = models.CharField(max_length=12, choices=CorrectionCause)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.ASKED)
    reason = NFCTextField()
    origin = models.CharField(max_length=80, blank=True)
    base = models.ForeignKey(PeriodSnapshot, on_delete=models.PROTECT, related_name="+")
    moves = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = NFCTextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "điều chỉnh kỳ đã chốt"
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "period"], condition=~Q(origin=""), name="correction_origin_once"
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(decided_by=None) | ~Q(asked_by=F("decided_by")),
                name="correction_two_people",
                violation_error_message="Người quyết định phải khác người đề nghị điều chỉnh.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.get_cause_display()}: {self.get_state_display()}"


class CorrectionLine(models.Model):
    """One frozen input of one agency as it was and as it is to be; None = absent, which is not zero.

    ``before`` and ``after`` are {"n": …, "k": …, "age": …} of one source of one criterion.
    """

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="lines")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    criterion_code = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = NFCCharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "dòng điều chỉnh"
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "agency", "criterion_code", "source"], name="correction_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.criterion_code} {self.source}"
