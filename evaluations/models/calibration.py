"""Marks that Sở Nội vụ puts where the voices about an agency differ too much, to be looked into."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCTextField
from evaluations.models.criteria import Criterion
from evaluations.models.periods import Period
from evaluations.models.results import RESULT_READERS

if TYPE_CHECKING:
    from agencies.models import User


class CalibrationMarkQuerySet(models.QuerySet["CalibrationMark"]):
    """Marks by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """The province's readers see all; a head those of agencies they led on the month's last day."""
        scope = scope_of(user, on)
        if scope.has(*RESULT_READERS):
            return self.all()
        return self.filter(scope.agency_condition_before({Role.AGENCY_HEAD}, "agency", "period__ends_on"))


class CalibrationMark(models.Model):
    """One agency, month and criterion to be looked into: why, by whom, and what came of it once followed up.

    Following up happens after the month too, so a closed month does not freeze it; it moves no figure.
    """

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    note = NFCTextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    outcome = NFCTextField(blank=True)
    followed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    followed_up_at = models.DateTimeField(null=True)

    objects = CalibrationMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu cần xem lại"
        constraints = [
            models.UniqueConstraint(fields=["period", "agency", "criterion"], name="calibration_mark_once")
        ]

    def __str__(self) -> str:
        return f"Dấu {self.pk}"
