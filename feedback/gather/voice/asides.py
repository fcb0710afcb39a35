"""Ratings that are set aside, by agency and counter: how many, never which."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from feedback.enums import SuspicionState
from feedback.models import Rating


def set_aside(
    starts_on: date, ends_on: date, agencies: Collection[int] | None, *, today: date
) -> dict[tuple[int, int], int]:
    """(agency, counter) → ratings of past days of [starts_on, ends_on) that do not count (one query)."""
    rows = Rating.objects.between(starts_on, min(ends_on, today)).filter(
        suspicion__state__in=(SuspicionState.SET_ASIDE, SuspicionState.CONFIRMED)
    )
    if agencies is not None:
        rows = rows.filter(agency__in=sorted(agencies))
    counted = rows.values_list("agency", "counter").annotate(n=Count("pk")).order_by("agency", "counter")
    return {(agency, counter): n for agency, counter, n in counted}
