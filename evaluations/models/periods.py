"""Periods of assessment and the criteria set each comparison group uses in them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from agencies.enums import ComparisonGroup
from core.dates import format_month
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models.criteria import CriteriaSet


class PeriodQuerySet(models.QuerySet["Period"]):
    """Periods by kind, state and day."""

    def months(self) -> Self:
        """Monthly periods."""
        return self.filter(kind=PeriodKind.MONTH)

    def open(self) -> Self:
        """Periods that accept facts."""
        return self.filter(state=PeriodState.OPEN)

    def containing(self, on: date) -> Self:
        """Periods whose half-open range holds the day ``on``."""
        return self.filter(starts_on__lte=on, ends_on__gt=on)

    def newest_first(self) -> Self:
        """Latest start first."""
        return self.order_by("-starts_on", "kind")


class Period(models.Model):
    """A month, quarter or year, [starts_on, ends_on) in Vietnam; closed, it refuses every write."""

    kind = models.CharField(max_length=10, choices=PeriodKind, default=PeriodKind.MONTH)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.SCHEDULED)
    self_due_on = models.DateField(help_text="Hạn nộp phiếu tự đánh giá.")
    review_due_on = models.DateField(help_text="Hạn thủ trưởng nhận xét.")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ đánh giá"
        constraints = [
            models.UniqueConstraint(fields=["kind", "starts_on"], name="period_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_dates"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How people name the period: "Tháng 11/2026", "Quý 4/2026", "Năm 2026"."""
        if self.kind == PeriodKind.MONTH:
            return f"Tháng {format_month(self.starts_on)}"
        if self.kind == PeriodKind.QUARTER:
            return f"Quý {(self.starts_on.month + 2) // 3}/{self.starts_on.year}"
        return f"Năm {self.starts_on.year}"

    @property
    def is_open(self) -> bool:
        """Whether facts of this period may still be recorded."""
        return self.state == PeriodState.OPEN

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return date.fromordinal(self.ends_on.toordinal() - 1)


class PeriodSet(models.Model):
    """Which criteria set a comparison group uses in a period."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="sets")
    comparison_group = models.CharField(max_length=15, choices=ComparisonGroup)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bộ tiêu chí của kỳ"
        constraints = [
            models.UniqueConstraint(fields=["period", "comparison_group"], name="period_set_per_group")
        ]

    def __str__(self) -> str:
        return f"{self.get_comparison_group_display()}: {self.criteria_set_id}"
