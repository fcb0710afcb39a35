"""Self-assessments, one row per person, agency and period, and the head's review of each."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import Role
from agencies.models import Agency, StaffMember
from agencies.models.scope import Scope, scope_of
from core.fields import NFCTextField, PositionalScores
from evaluations.enums import AssessmentState
from evaluations.models.criteria import CriteriaSet
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User


REVIEWERS = frozenset({Role.UNIT_HEAD, Role.AGENCY_HEAD})


def led_units(scope: Scope, prefix: str = "") -> Q:
    """Versions of agencies that stand under the user as a head; ``prefix`` leads to the version's fields."""
    led = Q(**{f"{prefix}path__contains": "//"})
    for held in scope.roles:
        if held.role in REVIEWERS:
            led |= Q(**{f"{prefix}path__contains": f"/{held.agency_id}/"})
    return led


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    """Forms by state and by who may read them."""

    def sent(self) -> Self:
        """Forms that were submitted, reviewed or not; drafts and returned ones do not count."""
        return self.filter(state__in=(AssessmentState.SUBMITTED, AssessmentState.REVIEWED))

    def visible_to(self, user: "User", on: date) -> Self:
        """Own forms in any state; sent ones of units that stood under the user on the period's last day."""
        scope = scope_of(user, on)
        led = scope.agency_condition_before(REVIEWERS, "unit", "period__ends_on")
        return self.filter(Q(staff=scope.staff_id) | (~Q(state=AssessmentState.DRAFT) & led))


class SelfAssessment(models.Model):
    """A person's month: positional scores of a pinned set, sparse notes, and where it stands.

    ``scores[i]`` is 0–100 for the criterion at position i, or None: unanswered in a draft, not applicable
    once sent (``notes`` then says why). ``agency`` is the rated agency, ``unit`` the person's division.
    Column order and the absence of single indexes are measured: docs/decisions, bytes_vs_columns.
    """

    id = models.UUIDField(primary_key=True)
    submitted_at = models.DateTimeField(null=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    applies = models.PositiveSmallIntegerField(
        default=0, help_text="Đối tượng áp dụng: 1 lãnh đạo, 2 trực quầy, 4 trang phục ngành (cộng lại)."
    )
    state = models.CharField(max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT)
    scores = PositionalScores()
    notes = models.JSONField(null=True)

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu tự đánh giá"
        constraints = [models.UniqueConstraint(fields=["period", "agency", "staff"], name="assessment_once")]

    def __str__(self) -> str:
        return f"Phiếu {self.pk}"


class Review(models.Model):
    """The head's review: only what differs from the person's own scores is stored.

    ``changes`` maps a position (as text) to {"score": 0–100, "reason": text}; the person sees both.
    """

    assessment = models.OneToOneField(
        SelfAssessment, primary_key=True, on_delete=models.CASCADE, related_name="review"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField()
    changes = models.JSONField(null=True)
    note = NFCTextField(blank=True)

    class Meta:
        verbose_name = "nhận xét của thủ trưởng"
        indexes = [
            models.Index(
                fields=["period", "agency"], name="review_changed", condition=Q(changes__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"Nhận xét {self.pk}"
