"""Visits by agency, counter and day, for the response rate."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from core.clock import month_start
from feedback.models import Visit


def arrivals(
    starts_on: date, ends_on: date, agencies: Collection[int] | None
) -> dict[tuple[int, date], dict[tuple[int | None, date], int]]:
    """By agency and month of [starts_on, ends_on): visits by counter and day (one query).

    ``agencies`` None is every agency; those that handed in no list are missing.
    """
    rows = Visit.objects.between(starts_on, ends_on)
    if agencies is not None:
        rows = rows.filter(agency__in=sorted(agencies))
    found: dict[tuple[int, date], dict[tuple[int | None, date], int]] = defaultdict(dict)
    counted = rows.values_list("agency", "counter", "day").annotate(n=Count("pk")).order_by("agency")
    for agency, counter, day, n in counted:
        found[agency, month_start(day)][counter, day] = n
    return dict(found)


def arrivals_by_month(
    starts_on: date, ends_on: date, agencies: Collection[int]
) -> dict[tuple[int, date], int]:
    """Visits by agency and month of [starts_on, ends_on), in one number each (one query)."""
    rows = Visit.objects.between(starts_on, ends_on).filter(agency__in=sorted(agencies))
    months = rows.annotate(month=TruncMonth("day")).values_list("agency", "month")
    return {(agency, month): n for agency, month, n in months.annotate(n=Count("pk")).order_by("agency")}
