"""A counter's ratings month by month, as far as they may be shown."""

from dataclasses import dataclass
from datetime import date

from core.clock import month_start, months_back, next_month
from feedback.models import Counter, Rating
from feedback.rules.release import DaySums, Released, release


@dataclass(frozen=True, slots=True)
class CounterMonth:
    """One month by its first day; ``released`` is None while fewer than five ratings may be shown."""

    month: date
    released: Released | None


def counter_months(counter: Counter, today: date, *, months: int = 6) -> list[CounterMonth]:
    """The month of ``today`` and those before it, newest first (one query)."""
    first = months_back(today, months - 1)
    by_month: dict[date, list[DaySums]] = {months_back(today, back): [] for back in range(months)}
    ratings = Rating.objects.filter(counter=counter).between(first, next_month(today))
    for day, answers, stars, *ticks in ratings.sums_by_day():
        by_month[month_start(day)].append(DaySums(day, answers, stars, tuple(ticks)))
    return [CounterMonth(month, release(days, today)) for month, days in by_month.items()]
