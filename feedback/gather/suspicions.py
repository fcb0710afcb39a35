"""Ratings that were set aside, and how they look beside those that count."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count

from core.clock import months_back
from core.small_counts import Tally, at_least_five
from feedback.enums import Stars, SuspicionState
from feedback.models import Rating, RatingSuspicion

COMPARED_DAYS = 28


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The ratings of a counter on one day: counted, and set aside or left out."""

    day: date
    counted: int
    aside: int


@dataclass(slots=True)
class Beside:
    """A pattern's ratings by stars, the counter's counted ones of the month before, and four weeks by day."""

    stars: list[Tally] = field(default_factory=list)
    usual: list[Tally] = field(default_factory=list)
    days: list[DayCounts] = field(default_factory=list)


def beside_usual(suspicion: RatingSuspicion, *, today: date) -> Beside:
    """The pattern's ratings beside the counter's usual ones, of days before ``today`` only (one query).

    Stars are told once the day is over. The usual ones are those of the calendar month before: of windows
    that move by a day two neighbours would tell a day's stars by subtraction.
    """
    first = suspicion.day - timedelta(days=COMPARED_DAYS - 1)
    month = suspicion.day.replace(day=1)
    before = months_back(month, 1)
    rows = (
        Rating.objects.filter(counter=suspicion.counter_id)
        .between(min(first, before), min(suspicion.day + timedelta(days=1), today))
        .values_list("day", "stars", "suspicion", "suspicion__state")
        .annotate(n=Count("pk"))
        .order_by("day", "stars")
    )
    stars: dict[int, int] = defaultdict(int)
    usual: dict[int, int] = defaultdict(int)
    days = {first + timedelta(days=back): [0, 0] for back in range(COMPARED_DAYS)}
    for day, star, its, state, n in rows:
        counts = its is None or state == SuspicionState.CLEARED
        if day in days:
            days[day][0 if counts else 1] += n
        if its == suspicion.pk:
            stars[star] += n
        elif counts and before <= day < month:
            usual[star] += n
    return Beside(
        at_least_five(_by_stars(stars), "Các mức ít lượt, gộp chung"),
        at_least_five(_by_stars(usual), "Các mức ít lượt, gộp chung"),
        [DayCounts(day, counted, aside) for day, (counted, aside) in days.items()],
    )


def _by_stars(found: dict[int, int]) -> list[Tally]:
    return [Tally(f"{star} – {Stars(star).label}", found[star], 0) for star in sorted(found, reverse=True)]
