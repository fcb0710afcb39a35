"""Releasing a closed period's ranking: to its agencies first, then by a second person to everybody."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from agencies.enums import Role
from agencies.models.scope import scope_of
from core.fields import NFCCharField
from evaluations.enums import ReleaseState
from evaluations.models.closing import PeriodSnapshot

if TYPE_CHECKING:
    from agencies.models import User

RELEASE_READERS = (Role.HOME_AFFAIRS, Role.LEADER)


class RankingReleaseQuerySet(models.QuerySet["RankingRelease"]):
    """Releases by how far they have come, and by who may read them."""

    def visible_to(self, user: "User", on: date) -> Self:
        """Home Affairs and leaders see all; who signs in what stands released; heads also what is previewed.

        What a correction has replaced is shown to the former alone, whatever its state.
        """
        scope = scope_of(user, on)
        if scope.has(*RELEASE_READERS):
            return self.all()
        shown = [ReleaseState.RELEASED]
        if scope.has(Role.AGENCY_HEAD):
            shown.append(ReleaseState.PREVIEW)
        return self.current().filter(state__in=shown)

    def current(self) -> Self:
        """Those of snapshots that no correction has replaced."""
        return self.filter(snapshot__replaced_by=None)

    def released(self) -> Self:
        """Those that stand released."""
        return self.filter(state=ReleaseState.RELEASED)

    def public(self) -> Self:
        """Released ones that the public page may show."""
        return self.current().released().filter(is_public=True)


class RankingRelease(models.Model):
    """The release of one snapshot's ranking; a correction's snapshot is released anew."""

    snapshot = models.OneToOneField(
        PeriodSnapshot, primary_key=True, on_delete=models.PROTECT, related_name="release"
    )
    state = models.CharField(max_length=10, choices=ReleaseState, default=ReleaseState.PREVIEW)
    preview_until = models.DateField(help_text="Ngày cuối cùng cơ quan xem trước.")
    is_public = models.BooleanField(default=False, help_text="Hiện trên trang công khai khi đã công bố.")
    note = NFCCharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RankingReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "công bố xếp hạng"
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by=None) | Q(released_by=None) | ~Q(asked_by=F("released_by")),
                name="release_two_people",
                violation_error_message="Người công bố phải khác người đề nghị công bố.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.snapshot_id}: {self.state}"
