"""Criteria sets: versions of what is assessed and how; published ones never change."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.enums import Role
from agencies.models.scope import scope_of
from core.fields import NFCCharField, NFCTextField
from core.models import Attachment
from evaluations.enums import AppliesTo, Measure, NotApplicable, SetState, Sharing

if TYPE_CHECKING:
    from agencies.models import User

PERSON = settings.AUTH_USER_MODEL
"""Who acts on a set; named here because a set has a field called ``settings``."""


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    """Sets by state and by who may see them."""

    def published(self) -> Self:
        """Sets that periods may use."""
        return self.filter(state=SetState.PUBLISHED)

    def drafts(self) -> Self:
        """Sets that are still being written."""
        return self.filter(state=SetState.DRAFT)

    def visible_to(self, user: "User", on: date) -> Self:
        """Everybody signed in reads what was ever published; Home Affairs the drafts as well."""
        if scope_of(user, on).has(Role.HOME_AFFAIRS):
            return self.all()
        return self.exclude(state=SetState.DRAFT)


class CriteriaSet(models.Model):
    """One version of a framework. ``settings`` holds the set-level rules S4–S11 (see SetRules).

    ``follows`` is the version it was drafted from, ``parent`` the set whose criteria it takes over and adds
    to. ``comparison_groups`` are those it scores, every one where the list is empty. One person asks for a
    draft to be published (``asked_by``), another publishes it; ``edition`` counts the edits of the draft.
    """

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    title = NFCCharField(max_length=200)
    legal_basis = NFCTextField()
    state = models.CharField(max_length=10, choices=SetState, default=SetState.DRAFT)
    is_scoring = models.BooleanField(
        default=True, help_text="Dùng để chấm điểm hằng tháng; nếu không, chỉ để đối chiếu."
    )
    has_default_points = models.BooleanField(
        default=False, help_text="Điểm và trọng số do sản phẩm đặt sẵn, chưa do tỉnh ban hành."
    )
    settings = models.JSONField(default=dict)
    inconsistencies = models.JSONField(default=list, help_text="Mâu thuẫn trong biểu gốc, khi nạp.")
    source = NFCTextField(blank=True)
    declared_total = models.DecimalField(
        max_digits=7, decimal_places=2, null=True, help_text="Tổng điểm biểu gốc ghi."
    )
    declared_parts = models.JSONField(default=dict, help_text="Tổng điểm biểu gốc ghi cho từng phần.")
    comparison_groups = models.JSONField(
        default=list, help_text="Nhóm so sánh dùng bộ này; trống = mọi nhóm."
    )
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="additions")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followers")
    edition = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    accepted = models.JSONField(default=list, help_text="Mâu thuẫn đã đọc và chấp nhận.")
    accepted_reason = NFCTextField(blank=True)
    published_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ tiêu chí"
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="criteria_set_version"),
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(published_by=None) | ~Q(asked_by=F("published_by")),
                name="criteria_set_two_people",
                violation_error_message="Người ban hành phải khác người đề nghị ban hành.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (phiên bản {self.version})"


class CriterionGroup(models.Model):
    """A group of criteria inside a set; groups may nest where a framework has sections."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="groups")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    code = models.CharField(max_length=20)
    name = NFCCharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    max_points = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, help_text="Điểm biểu gốc ghi cho cả nhóm, nếu có."
    )
    sharing = models.CharField(
        max_length=10,
        choices=Sharing,
        blank=True,
        help_text="Điểm của nhóm chia đều cho các tiêu chí áp dụng, thay vì theo điểm từng tiêu chí.",
    )

    class Meta:
        verbose_name = "nhóm tiêu chí"
        constraints = [models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_group_code")]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """One thing assessed: who it applies to, how it is measured, and what each source weighs.

    ``position`` numbers the set's criteria from 0; the criteria for people come first, and
    ``SelfAssessment.scores`` is indexed by it. ``weights`` maps source to whole per cents summing to 100.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    group = models.ForeignKey(CriterionGroup, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    statement = NFCTextField()
    applies_to = models.CharField(max_length=12, choices=AppliesTo)
    measure = models.CharField(max_length=20, choices=Measure)
    max_points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    weights = models.JSONField(default=dict)
    params = models.JSONField(default=dict)
    scored_on = models.JSONField(default=list, help_text="Chấm trên gì: hồ sơ, người, cơ quan.")
    not_applicable = models.CharField(max_length=20, choices=NotApplicable)
    how_measured = NFCTextField(blank=True)
    evidence_hint = NFCTextField(blank=True)
    basis = NFCTextField(blank=True)

    class Meta:
        verbose_name = "tiêu chí"
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code"),
            models.UniqueConstraint(fields=["criteria_set", "position"], name="criterion_position"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.statement}"


class CriterionPicture(models.Model):
    """An example of evidence beside a criterion: how it looks when it is right, or when it is wrong."""

    id = models.UUIDField(primary_key=True)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="pictures")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    is_right = models.BooleanField(help_text="Ảnh mẫu đạt; nếu không, ảnh mẫu chưa đạt.")
    caption = NFCCharField(max_length=200)
    added_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "ảnh mẫu của tiêu chí"

    def __str__(self) -> str:
        return self.caption
