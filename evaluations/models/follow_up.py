"""What follows the minutes: explanations, what was upheld, recommendations and remedy, due dates."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCTextField
from core.models import Attachment
from evaluations.enums import ExplanationVerdict, RemedyState, Severity
from evaluations.models.criteria import Criterion
from evaluations.models.inspections import Inspection

if TYPE_CHECKING:
    from agencies.models import User


class DueTerm(models.Model):
    """One term of the procedure in working days, where the province has set another than the default."""

    code = models.CharField(max_length=30, primary_key=True)
    working_days = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "thời hạn"

    def __str__(self) -> str:
        return f"{self.code}: {self.working_days}"


class Explanation(models.Model):
    """The inspected agency's word about one finding, or about the whole where ``criterion`` is NULL."""

    id = models.UUIDField(primary_key=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="explanations")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(default=False, help_text="Cơ quan nhất trí, không giải trình thêm.")
    text = NFCTextField(blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    answer_due_on = models.DateField(null=True, help_text="Quá ngày này đoàn không trả lời thì bỏ ghi nhận.")
    verdict = models.CharField(max_length=10, choices=ExplanationVerdict, blank=True)
    verdict_reason = NFCTextField(blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "giải trình"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "criterion"], name="explanation_per_finding"),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(criterion__isnull=True),
                name="explanation_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ExplanationFile(models.Model):
    """A file that goes with an explanation."""

    explanation = models.ForeignKey(Explanation, on_delete=models.PROTECT, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tệp giải trình"

    def __str__(self) -> str:
        return str(self.attachment_id)


class FindingOutcome(models.Model):
    """What became of a finding after the explanation; where no row stands, it counts as recorded.

    Not upheld, it does not count at all; upheld in part, it counts with the corrected ``n``, ``k``, severity.
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="outcomes", db_index=False
    )
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+", db_index=False)
    upheld = models.BooleanField()
    n = models.PositiveIntegerField()
    k = models.PositiveIntegerField()
    severity = models.CharField(max_length=10, choices=Severity)
    reason = NFCTextField()

    class Meta:
        verbose_name = "kết quả xem xét ghi nhận"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "criterion"], name="outcome_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.k}/{self.n}"


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by state, date and reader."""

    def unfinished(self) -> Self:
        """Those not yet verified as mended."""
        return self.exclude(state=RemedyState.DONE)

    def overdue(self, on: date) -> Self:
        """Unfinished ones whose date has passed on ``on``."""
        return self.unfinished().filter(due_on__lt=on)

    def visible_to(self, user: "User", on: date) -> Self:
        """Those of inspections whose record the user may read, and those the user's agency must mend.

        The owner is asked as of today: an heir of a merged agency reads what it has taken over.
        """
        readable = Inspection.objects.record_visible_to(user, on).values("pk")
        scope = scope_of(user, on)
        return self.filter(
            models.Q(inspection__in=readable) | scope.agency_condition({Role.AGENCY_HEAD}, "owner", on)
        )


class Recommendation(models.Model):
    """What an agency was told to mend, by when, and what came of it."""

    id = models.UUIDField(primary_key=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="recommendations")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveSmallIntegerField(help_text="Thứ tự trong kết luận, từ 1.")
    text = NFCTextField()
    basis = NFCTextField(blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=RemedyState, default=RemedyState.OPEN)
    answer = NFCTextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    verdict = NFCTextField(blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị"
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="recommendation_owner_due")]

    def __str__(self) -> str:
        return self.text[:60]


class RemedyFile(models.Model):
    """A picture that proves a remedy."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "minh chứng khắc phục"

    def __str__(self) -> str:
        return str(self.attachment_id)


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Hand-overs by whose work they moved."""

    def of_the_inspected(self) -> Self:
        """Those of work that was the inspected agency's: with it goes the right to read what was found there.

        What another agency had to mend goes to that agency's heir, and opens nothing to it but that.
        """
        explaining = HandOver.objects.filter(recommendation__isnull=True)
        heirs = explaining.filter(inspection=OuterRef("inspection"), to_agency=OuterRef("from_agency"))
        began = HandOver.objects.filter(
            Q(from_agency=F("inspection__agency")) | Exists(heirs), recommendation=OuterRef("recommendation")
        )
        return self.filter(Q(recommendation__isnull=True) | Exists(began))


class HandOver(models.Model):
    """Open work that went to an heir when its agency ended.

    With a ``recommendation`` it is that one, without it the right to explain what the inspection found. The
    heads of an heir of the inspected agency read the inspection from then on (``of_the_inspected``).
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="hand_overs")
    recommendation = models.ForeignKey(
        Recommendation, null=True, on_delete=models.PROTECT, related_name="hand_overs"
    )
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "bàn giao việc đang làm"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "from_agency"], name="hand_over_of_a_recommendation"
            ),
            models.UniqueConstraint(
                fields=["inspection", "from_agency"],
                condition=models.Q(recommendation__isnull=True),
                name="hand_over_of_an_explanation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_agency_id} → {self.to_agency_id}"
