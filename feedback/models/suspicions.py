"""Ratings set aside because they look stuffed, and the one-day traces by which that is seen."""

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.enums import Role
from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from core.fields import NFCCharField
from feedback.enums import MarkKind, StuffingPattern, SuspicionState
from feedback.models.counters import Counter

if TYPE_CHECKING:
    from datetime import date

SUSPICION_READERS = frozenset({Role.HOME_AFFAIRS, Role.INSPECTOR})
"""Who looks into what was set aside; the counter's own agency learns only how many."""


class RatingSuspicionQuerySet(models.QuerySet["RatingSuspicion"]):
    """Patterns by who may look into them."""

    def visible_to(self, user: "User", on: "date") -> Self:
        """Patterns at counters that stood under the roles that the user holds on ``on``.

        Nobody sees those of the agency where they work; nor, by a lent role, where its giver works.
        """
        own = scope_of(user, on).workplaces
        reach = Q(pk__in=())
        for giver, part in scope_of(user, on).by_giver():
            if not part.has(*SUSPICION_READERS):
                continue
            lender = scope_of(User.objects.get(pk=giver), on).workplaces if giver else ()
            places = {held.rated_agency_id or held.agency_id for held in (*own, *lender)}
            shut = AgencyVersion.objects.filter(Q(rated_agency__in=places) | Q(agency__in=places))
            reach |= part.agency_condition(SUSPICION_READERS, "counter__agency", "day") & ~Q(
                counter__agency__in=shut.values("agency")
            )
        return self.filter(reach)

    def between(self, starts_on: "date", ends_on: "date") -> Self:
        """Patterns of days of the half-open range [starts_on, ends_on)."""
        return self.filter(day__gte=starts_on, day__lt=ends_on)


class RatingSuspicion(models.Model):
    """A pattern seen at a counter on a day. Its ratings are kept, shown, and not counted until cleared.

    Nothing is dropped: ``cleared`` counts them again, ``confirmed`` leaves them out for good, and either may
    be changed while the month is open.
    """

    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="suspicions")
    day = models.DateField()
    pattern = models.CharField(max_length=12, choices=StuffingPattern)
    state = models.CharField(max_length=10, choices=SuspicionState, default=SuspicionState.SET_ASIDE)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = NFCCharField(max_length=300, blank=True)

    objects = RatingSuspicionQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu hiệu dồn phiếu"
        constraints = [
            models.UniqueConstraint(fields=["counter", "day", "pattern"], name="suspicion_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{StuffingPattern(self.pattern).label}, {self.day:%d/%m/%Y}"


class RatingTrace(models.Model):
    """Which ratings of today came from one source; the key of ``source`` lives in memory and is forgotten at
    midnight (core.daily_key), and the rows are deleted with it.

    ``window`` is the ten minutes of the day, 0–143; it is the only place where a rating has an hour.
    ``is_over``: its source is past its cap at this counter; ``is_burst``: its ten minutes are. Ratings with
    a proven visit leave no trace.
    """

    rating = models.UUIDField(primary_key=True)
    counter = models.ForeignKey(Counter, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    source = models.CharField(max_length=32)
    window = models.PositiveSmallIntegerField()
    is_over = models.BooleanField(default=False)
    is_burst = models.BooleanField(default=False)

    class Meta:
        verbose_name = "vết trong ngày của lượt đánh giá"
        indexes = [
            models.Index(fields=["counter", "day", "source"], name="trace_source"),
            models.Index(fields=["counter", "day", "window"], name="trace_window"),
        ]

    def __str__(self) -> str:
        return self.source[:6]


class DayMark(models.Model):
    """That a source sent something today which is no rating; it knows neither the case nor the sentence.

    As with :class:`RatingTrace`, the key of ``source`` is forgotten at midnight and the rows go with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=10, choices=MarkKind)
    day = models.DateField()
    source = models.CharField(max_length=32)
    window = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "vết trong ngày của lượt gửi"
        indexes = [models.Index(fields=["kind", "day", "source"], name="mark_source")]

    def __str__(self) -> str:
        return self.source[:6]
