"""Who answers for an agency's culture of public service: named by a decision, acknowledged by the person."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from agencies.models import Agency, StaffMember
from agencies.models.dated import ends_after_start, in_force
from core.fields import NFCCharField, NFCTextField


class ResponsibleHeadQuerySet(models.QuerySet["ResponsibleHead"]):
    """Assignments on a day."""

    def as_of(self, on: date) -> Self:
        """Assignments that hold on ``on``."""
        return self.filter(in_force(on))


class ResponsibleHead(models.Model):
    """The named person of one agency between two days (Luật CBCC 80/2025 Điều 8.4); shown with CQ-10."""

    id = models.UUIDField(primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+")
    document = NFCCharField(max_length=200, help_text="Số, ngày văn bản phân công.")
    duties = NFCTextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)

    objects = ResponsibleHeadQuerySet.as_manager()

    class Meta:
        verbose_name = "người đứng đầu chịu trách nhiệm"
        constraints = [ends_after_start("responsible_head_dates")]

    def __str__(self) -> str:
        return self.document
