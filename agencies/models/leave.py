"""Days on which a person is rightly away from their posts."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import LeaveKind, Role
from agencies.models.dated import ends_after_start, in_force, overlapping
from agencies.models.people import Posting, PostingQuerySet, StaffMember
from agencies.models.scope import Scope, scope_of
from core.fields import NFCCharField

if TYPE_CHECKING:
    from agencies.models.users import User

LEAVE_KEEPERS = frozenset({Role.AGENCY_HEAD, Role.UNIT_HEAD})
"""Who records the leave of the people of their units."""


def led_posts(scope: Scope, on: date) -> PostingQuerySet:
    """Posts on ``on`` of people whose leave the user keeps; never of who lent them the role for it."""
    led = Q(pk__in=())
    for giver, part in scope.by_giver():
        reach = part.agency_condition(LEAVE_KEEPERS, "agency", on)
        led |= reach if giver is None else reach & ~Q(staff__user=giver)
    return Posting.objects.as_of(on).filter(led)


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Leave on a day or within a month; what was withdrawn is left out."""

    def standing(self) -> Self:
        """Leave that was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def as_of(self, on: date) -> Self:
        """Leave that holds on ``on``."""
        return self.standing().filter(in_force(on))

    def visible_to(self, user: "User", on: date) -> Self:
        """One's own, of people in units one leads, or all for Home Affairs (RELIABILITY §2.2: leave)."""
        scope = scope_of(user, on)
        if scope.has(Role.HOME_AFFAIRS):
            return self.all()
        return self.filter(Q(staff=scope.staff_id) | Q(staff__in=led_posts(scope, on).values("staff")))

    def within(self, starts_on: date, ends_on: date) -> Self:
        """Leave that holds on some day of [starts_on, ends_on)."""
        return self.standing().filter(overlapping(starts_on, ends_on))


class Leave(models.Model):
    """A person's absence [starts_on, ends_on), recorded by their agency; withdrawn, never deleted."""

    id = models.UUIDField(primary_key=True)
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=10, choices=LeaveKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Ngày đi làm lại; trống: chưa rõ.")
    document = NFCCharField(max_length=200, blank=True, help_text="Số, ngày quyết định hoặc đơn.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = "thời gian nghỉ"
        constraints = [ends_after_start("leave_dates")]
        indexes = [models.Index(fields=["starts_on"], name="leave_start")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"
