"""Self-assessments, one row per person, agency and period, and what its managers and its head say of each."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.enums import PostingKind, Role
from agencies.models import Agency, Posting, StaffMember
from agencies.models.scope import Scope, scope_of
from core.fields import NFCTextField, PositionalScores
from evaluations.enums import AssessmentState, Capacity
from evaluations.models.criteria import CriteriaSet
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User


SENT_STATES = (AssessmentState.SUBMITTED, AssessmentState.MANAGED, AssessmentState.REVIEWED)
"""A form in one of these was handed in and counts; drafts and returned ones do not."""

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
        return self.filter(state__in=SENT_STATES)

    def visible_to(self, user: "User", on: date) -> Self:
        """Own forms in any state; sent ones of units that stood under the user on the period's last day.

        A lent right opens no form of its giver: nobody is a head over themselves, so there is none to lend.
        The heads at home also read, but do not judge, the sent form of a person of theirs who is lent to
        another agency (domain.md §7.1: two agencies for one person).
        """
        scope = scope_of(user, on)
        if not scope.has(*REVIEWERS):
            return self.filter(staff=scope.staff_id)
        led = led_forms(scope, home_too=True)
        return self.filter(Q(staff=scope.staff_id) | (~Q(state=AssessmentState.DRAFT) & led))


def led_forms(scope: Scope, prefix: str = "", *, home_too: bool = False) -> Q:
    """Forms (reached by ``prefix``) of units under the user as a head, those of who lent the role left out.

    ``home_too`` (without a prefix): also those of people at home there who are lent to another agency.
    """
    led = Q(pk__in=())
    for giver, part in scope.by_giver():
        if not part.has(*REVIEWERS):
            continue
        reach = part.agency_condition_before(REVIEWERS, f"{prefix}unit", f"{prefix}period__ends_on")
        if home_too:
            reach |= _lent_out(part)
        led |= reach if giver is None else reach & ~Q(**{f"{prefix}staff__user": giver})
    return led


def _lent_out(scope: Scope) -> Q:
    """Forms of people lent to the form's unit, whose regular post stood under the user on the last day."""
    end = OuterRef("period__ends_on")
    lent = Posting.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=end),
        kind=PostingKind.SECONDMENT,
        staff=OuterRef("staff"),
        agency=OuterRef("unit"),
        starts_on__lt=end,
    )
    home = Posting.objects.filter(
        led_units(scope, "agency__versions__"),
        Q(ends_on__isnull=True) | Q(ends_on__gte=end),
        Q(agency__versions__ends_on__isnull=True) | Q(agency__versions__ends_on__gte=end),
        kind=PostingKind.REGULAR,
        staff=OuterRef("staff"),
        starts_on__lt=end,
        agency__versions__starts_on__lt=end,
    )
    return Q(Exists(lent)) & Q(Exists(home))


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


class ManagerReview(models.Model):
    """The manager's column: what the head of the unit would change, before the competent head decides.

    ``changes`` as in :class:`Review`. ``signed_for`` is whose right was used where that is another person.
    """

    assessment = models.OneToOneField(
        SelfAssessment, primary_key=True, on_delete=models.CASCADE, related_name="manager_review"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.OWN)
    signed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField()
    changes = models.JSONField(null=True)
    note = NFCTextField(blank=True)

    class Meta:
        verbose_name = "nhận xét của trưởng bộ phận"

    def __str__(self) -> str:
        return f"Nhận xét {self.pk}"


class Review(models.Model):
    """The authority's column, the decision that counts: what differs from the person's own scores.

    ``changes`` maps a position (as text) to {"score": 0–100, "reason": text}; the person sees both. It holds
    the manager's changes too where the head let them stand, so a score is read from this row alone.
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
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.OWN)
    signed_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "quyết định của thủ trưởng"
        indexes = [
            models.Index(
                fields=["period", "agency"], name="review_changed", condition=Q(changes__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"Nhận xét {self.pk}"
