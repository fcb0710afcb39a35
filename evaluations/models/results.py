"""What the roll-up writes: one row per agency and period, and one summary per period."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.enums import ComparisonGroup, Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import PositionalScores, StoredJSON
from evaluations.models.closing import PeriodSnapshot
from evaluations.models.criteria import CriteriaSet
from evaluations.models.inspections import Inspection
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User

RESULT_READERS = frozenset({Role.HOME_AFFAIRS, Role.LEADER})


class AgencyResultQuerySet(models.QuerySet["AgencyResult"]):
    """Results by period and by who may read them."""

    def in_period(self, period: Period) -> Self:
        """Results of one period."""
        return self.filter(period=period)

    def visible_to(self, user: "User", on: date) -> Self:
        """Province readers see all; a head the agencies they led on the period's last day; a team its agency.

        Source: RELIABILITY §2.2, unit and agency score, provisional.
        """
        scope = scope_of(user, on)
        if scope.has(*RESULT_READERS):
            return self.all()
        led = {Role.AGENCY_HEAD}
        # An agency is scored as it stood on the last day, one founded during the month too.
        condition = scope.agency_condition_before(led, "agency", "period__ends_on")
        if scope.has(Role.INSPECTOR):
            condition |= Q(agency__in=Inspection.objects.of_team(user).values("agency"))
        return self.filter(condition)


class AgencyResult(models.Model):
    """An agency's score of a period with its breakdown by group, criterion and source (S1–S11).

    ``total`` is None when nothing is known: no data is not zero. ``breakdown`` is the JSON form of
    ``evaluations.rules.score.AgencyScore``; its contributions sum exactly to ``total``. ``groups`` and
    ``values`` repeat its outline in small, so that lists and the heat map never load the whole. In a closed
    period the database lets the row say only what a line of ``snapshot`` says (S15).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="results")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="results", db_index=False)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+", db_index=False)
    comparison_group = models.CharField(max_length=15, choices=ComparisonGroup)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    coverage = models.DecimalField(max_digits=5, decimal_places=4, help_text="Tỷ lệ 0–1.")
    confidence = models.CharField(max_length=1, blank=True)
    grade = models.CharField(max_length=15, blank=True)
    is_provisional = models.BooleanField(help_text="Độ phủ dưới mức tối thiểu nên không xếp hạng.")
    rank = models.PositiveSmallIntegerField(null=True)
    ranked_of = models.PositiveSmallIntegerField(null=True)
    headcount = models.PositiveIntegerField(default=0, help_text="Số người phải nộp phiếu trong kỳ.")
    submitted = models.PositiveIntegerField(default=0)
    reviewed = models.PositiveIntegerField(default=0)
    inspections = models.PositiveIntegerField(default=0)
    ratings = models.PositiveIntegerField(default=0)
    rating_mean = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    gap_inspection = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    gap_citizen = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    groups = models.JSONField(
        help_text="Điểm từng nhóm: {mã: [điểm, tối đa có dữ liệu]} dạng chuỗi thập phân."
    )
    values = PositionalScores(help_text="Giá trị từng tiêu chí, phần trăm làm tròn; trống = chưa có dữ liệu.")
    breakdown = StoredJSON()
    records = models.PositiveIntegerField(help_text="Số bản ghi nguồn đã đọc.")
    computed_at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    snapshot = models.ForeignKey(
        PeriodSnapshot,
        null=True,
        on_delete=models.PROTECT,
        related_name="results",
        help_text="Bản chốt mà dòng này nói lại; trống khi kỳ còn mở.",
    )

    objects = AgencyResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả của cơ quan"
        constraints = [models.UniqueConstraint(fields=["period", "agency"], name="agency_result_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.period_id}: {self.total}"


class PeriodSummary(models.Model):
    """The province's figures of a period; ``revision`` grows with every roll-up and keys caches and ETags."""

    period = models.OneToOneField(Period, primary_key=True, on_delete=models.PROTECT, related_name="summary")
    revision = models.PositiveIntegerField(default=0)
    weighted_mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    simple_mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    agencies_rated = models.PositiveIntegerField(default=0)
    agencies_ranked = models.PositiveIntegerField(default=0)
    records = models.PositiveIntegerField(default=0)
    computed_at = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(PeriodSnapshot, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tổng hợp kỳ"

    def __str__(self) -> str:
        return f"{self.period_id} r{self.revision}"
