"""A counter's ratings month by month, as far as they may be shown."""

from dataclasses import dataclass
from datetime import date

from core.clock import months_back, next_month
from feedback.gather.arrivals import arrivals
from feedback.gather.released import released_months
from feedback.models import Counter, Rating
from feedback.rules.heard import Heard, Month, added, reasons_at
from feedback.rules.response import visits_at


@dataclass(frozen=True, slots=True)
class CounterMonth:
    """One month by its first day; ``told`` is None while fewer than five ratings may be shown.

    ``visits`` are those to the counter on the days told. ``is_shared``: the rest of the month is told only
    together with other counters. ``reasons`` are counts by reason, None below five.
    """

    month: date
    told: Heard | None
    visits: int
    is_shared: bool
    reasons: tuple[int | None, ...]


def counter_months(counter: Counter, today: date, *, months: int = 12) -> list[CounterMonth]:
    """The month of ``today`` and those before it, newest first (three queries)."""
    first, end = months_back(today, months - 1), next_month(today)
    own = Rating.objects.filter(counter=counter).between(first, end)
    agencies = set(own.order_by("agency").values_list("agency", flat=True).distinct())
    found = released_months(first, end, agencies, today=today)
    visited = arrivals(first, end, agencies)
    listed = []
    for back in range(months):
        month = months_back(today, back)
        here = {agency: found[agency, month] for agency in agencies if (agency, month) in found}
        came = {key: n for agency in agencies for key, n in visited.get((agency, month), {}).items()}
        listed.append(_month(counter.pk, month, list(here.values()), came))
    return listed


def _month(
    counter: int, month: date, agencies: list[Month], visited: dict[tuple[int | None, date], int]
) -> CounterMonth:
    """A counter that moved within the month has a part in each of two agencies."""
    parts = [one.counters[counter] for one in agencies if counter in one.counters]
    told = added(parts)
    reasons = [reasons_at(one, counter) for one in agencies if counter in one.counters]
    return CounterMonth(
        month=month,
        told=told,
        visits=visits_at(visited, counter, told) if told else 0,
        is_shared=any(counter in one.few for one in agencies),
        reasons=reasons[0] if len(reasons) == 1 else (),
    )
