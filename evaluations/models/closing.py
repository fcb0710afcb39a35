"""Closing a period: its preview to the agencies, who signed, what was objected, and the frozen snapshot."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.enums import Role
from agencies.models import Agency
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from evaluations.enums import LineKind, ObjectionState, SignStep
from evaluations.models.criteria import Criterion
from evaluations.models.periods import Period

if TYPE_CHECKING:
    from agencies.models import User

PROVINCE_READERS = (Role.HOME_AFFAIRS, Role.LEADER)


class ResultPreview(models.Model):
    """A period's provisional results shown to its agencies, who may object until ``closes_on`` is over.

    Closing takes two people: who asked for it stands here, who closed stands with the snapshot.
    """

    period = models.OneToOneField(Period, primary_key=True, on_delete=models.PROTECT, related_name="preview")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closes_on = models.DateField(help_text="Ngày cuối cùng còn nhận ý kiến.")
    close_asked_at = models.DateTimeField(null=True)
    close_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "lần cho xem kết quả dự kiến"

    def __str__(self) -> str:
        return f"{self.period_id} đến {self.closes_on}"


class AgencyBoundQuerySet(models.QuerySet["models.Model"]):
    """Rows of one agency and period: the province's readers see all, heads their own agencies'."""

    ends = "period__ends_on"

    def visible_to(self, user: "User", on: date) -> Self:
        """Rows that ``user`` may read; a head those of agencies led on the period's last day."""
        scope = scope_of(user, on)
        if scope.has(*PROVINCE_READERS):
            return self.all()
        return self.filter(scope.agency_condition_before({Role.AGENCY_HEAD}, "agency", self.ends))


class SignOff(models.Model):
    """A signature under a provisional result: who stood for which figure; only added to.

    ``total`` and ``revision`` are what was on the page; a later roll-up that moves the figure leaves the
    signature standing as a signature under the old one. ``unit`` is set on the rung of the unit.
    """

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="sign_offs")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=SignStep)
    total = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    revision = models.PositiveIntegerField()
    note = NFCCharField(max_length=300, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AgencyBoundQuerySet.as_manager()

    class Meta:
        verbose_name = "chữ ký kết quả"
        indexes = [models.Index(fields=["period", "agency"], name="sign_off_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(step=SignStep.UNIT, unit__isnull=False)
                | (~Q(step=SignStep.UNIT) & Q(unit__isnull=True)),
                name="sign_off_unit",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.agency_id} {self.step}"


class Objection(models.Model):
    """An agency's objection to its provisional result, answered before the period can be closed."""

    id = models.UUIDField(primary_key=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="objections")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, null=True, on_delete=models.PROTECT, related_name="+")
    text = NFCTextField()
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = NFCTextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AgencyBoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về kết quả dự kiến"
        indexes = [models.Index(fields=["period", "agency"], name="objection_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN, answered_at=None)
                | (~Q(state=ObjectionState.OPEN) & Q(answered_at__isnull=False)),
                name="objection_answered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.agency_id}: {self.state}"


class PeriodSnapshotQuerySet(models.QuerySet["PeriodSnapshot"]):
    """Snapshots by their place among the revisions of their period."""

    def newest(self) -> Self:
        """Of each closed period the revision that stands."""
        return self.filter(replaced_by__isnull=True)


class PeriodSnapshot(models.Model):
    """A closed period as it stood, or as a correction left it; never changed, never removed (S15).

    ``sequence`` numbers all snapshots of the province; each carries the digest of the one before it
    (``previous_digest``), whatever its period. ``revision`` numbers those of one period: 1 is the closing,
    every later one names the one it ``replaces`` and the correction that made it. ``rules_version`` is the
    version of the scoring rules that recompute it bit for bit (S16).
    """

    sequence = models.PositiveIntegerField(unique=True)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="snapshots")
    revision = models.PositiveSmallIntegerField()
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    correction = models.OneToOneField(
        "evaluations.Correction", null=True, on_delete=models.PROTECT, related_name="snapshot"
    )
    rules_version = models.PositiveSmallIntegerField()
    weighted_mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    simple_mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    agencies_rated = models.PositiveIntegerField()
    agencies_ranked = models.PositiveIntegerField()
    headcount = models.PositiveIntegerField()
    records = models.PositiveIntegerField()
    lines_count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = PeriodSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "bản chốt kỳ"
        constraints = [
            models.UniqueConstraint(fields=["period", "revision"], name="snapshot_revision_once"),
            models.CheckConstraint(
                condition=Q(revision=1, replaces=None, correction=None)
                | Q(revision__gt=1, replaces__isnull=False, correction__isnull=False),
                name="snapshot_names_the_old",
            ),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(made_by=None) | ~Q(asked_by=F("made_by")),
                name="snapshot_two_people",
                violation_error_message="Người chốt phải khác người đề nghị chốt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}, bản {self.revision}"


class SnapshotLineQuerySet(AgencyBoundQuerySet):
    """Lines by whom they concern."""

    ends = "snapshot__period__ends_on"

    def results(self) -> Self:
        """The lines of which agencies hold receipts."""
        return self.filter(kind=LineKind.RESULT)


class SnapshotLine(models.Model):
    """One line of a snapshot: canonical JSON and the digest over it and the line before (S15).

    ``code`` is on the result of an agency only: what its receipt prints and its QR asks about.
    """

    id = models.BigAutoField(primary_key=True)
    snapshot = models.ForeignKey(
        PeriodSnapshot, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=LineKind)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    payload = models.TextField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=16, null=True, unique=True)

    objects = SnapshotLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của bản chốt"
        constraints = [models.UniqueConstraint(fields=["snapshot", "position"], name="snapshot_line_once")]

    def __str__(self) -> str:
        return f"{self.snapshot_id}/{self.position} {self.kind}"
