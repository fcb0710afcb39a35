"""Anonymous ratings: the day but never the minute, and nothing that leads back to the citizen."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Sum
from django.db.models.expressions import Combinable

from agencies.models import Agency
from feedback.models.counters import Counter

COURTESIES = (
    ("greet", "Xin chào"),
    ("apologise", "Xin lỗi"),
    ("thank", "Xin cảm ơn"),
    ("ask_leave", "Xin phép"),
    ("smile", "Luôn mỉm cười"),
    ("gentle", "Luôn nhẹ nhàng"),
    ("listen", "Luôn lắng nghe"),
    ("help", "Luôn giúp đỡ"),
)
"""The eight ticks of "4 xin, 4 luôn" in the order of the bits of ``Rating.courtesies``."""


def _ticks(bits: Iterable[int]) -> Combinable:
    """How many of the given bits of ``courtesies`` are set, as a database expression."""
    courtesies = F("courtesies")
    return reduce(add, (courtesies.bitrightshift(bit).bitand(1) for bit in bits))


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings by day; sums only, never a single one on a page of the agency."""

    def between(self, starts_on: date, ends_on: date) -> Self:
        """Ratings given on days of the half-open range [starts_on, ends_on)."""
        return self.filter(day__gte=starts_on, day__lt=ends_on)

    def sums_by_agency(self) -> models.QuerySet[Any, Any]:
        """Rows (agency, answers, stars, ticks of "4 xin", ticks of "4 luôn") in order of agency."""
        return (
            self.values_list("agency_id")
            .annotate(
                answers=Count("id"),
                total=Sum("stars"),
                asked=Sum(_ticks(range(4))),
                always=Sum(_ticks(range(4, 8))),
            )
            .order_by("agency_id")
        )

    def sums_by_day(self) -> models.QuerySet[Any, Any]:
        """Rows (day, answers, stars, and each of the eight ticks in the order of bits), oldest first."""
        ticks = {code: Sum(_ticks([bit])) for bit, (code, _label) in enumerate(COURTESIES)}
        return (
            self.values_list("day").annotate(answers=Count("id"), total=Sum("stars"), **ticks).order_by("day")
        )


class Rating(models.Model):
    """One citizen's 1–5 stars and eight ticks; ``id`` is the UUID of the form, so repeating is harmless.

    ``agency`` is the rated agency to which the counter belonged on the day.
    """

    id = models.UUIDField(primary_key=True)
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, related_name="ratings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="ratings", db_index=False)
    day = models.DateField()
    stars = models.PositiveSmallIntegerField()
    courtesies = models.PositiveSmallIntegerField(default=0, help_text="Tám ô đánh dấu, mỗi ô một bit.")

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt đánh giá của người dân"
        constraints = [
            models.CheckConstraint(condition=models.Q(stars__range=(1, 5)), name="rating_stars_1_to_5"),
            models.CheckConstraint(
                condition=models.Q(courtesies__range=(0, 255)), name="rating_courtesies_8_bits"
            ),
        ]
        indexes = [models.Index(fields=["agency", "day"], name="rating_agency_day")]

    def __str__(self) -> str:
        return f"{self.stars}/5"
