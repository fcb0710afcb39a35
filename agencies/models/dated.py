"""Rows that are true for a while: from ``starts_on`` until the day before ``ends_on`` (NULL = still)."""

from datetime import date

from django.db import models
from django.db.models import Q


def in_force(on: date, prefix: str = "") -> Q:
    """The condition that a dated row (reached by ``prefix``, such as "versions__") holds on a day."""
    after_start = Q(**{f"{prefix}starts_on__lte": on})
    before_end = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": on})
    return after_start & before_end


def overlapping(starts_on: date, ends_on: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on some day of the half-open range [starts_on, ends_on)."""
    begins_before = Q(**{f"{prefix}starts_on__lt": ends_on})
    not_over = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": starts_on})
    return begins_before & not_over


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint that a range is not empty or backwards."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gt=models.F("starts_on")),
        name=name,
        violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
    )
