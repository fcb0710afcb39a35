"""How many of those who came have answered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from core.numbers import format_integer, format_percent
from feedback.rules.heard import Heard, Month

Arrivals = Mapping[tuple[int | None, date], int]
"""Visits by counter (None: the list named none) and day."""
NO_VISITS = "chưa có số lượt đến"
TOO_FEW_VISITS = "danh sách lượt đến chưa đủ"


def visits_at(arrivals: Arrivals, counter: int, told: Heard) -> int:
    """Visits to a counter on the days of which its ratings are told."""
    return sum(
        n for (at, day), n in arrivals.items() if at == counter and (told.is_whole or day <= told.until)
    )


def visits_to(arrivals: Arrivals, month: Month) -> int:
    """Visits to the agency on the days of which its ratings are told: all of a month that is over."""
    if month.whole is None:
        return 0
    if month.whole.is_whole:
        return sum(arrivals.values())
    return sum(visits_at(arrivals, counter, told) for counter, told in month.counters.items())


def visits_together(arrivals: Arrivals, month: Month) -> int:
    """Visits to the counters that are told together, on the days for which none of them is told alone."""
    shared = month.together
    if shared is None:
        return 0
    alone = {counter: told.until for counter, told in month.counters.items()}
    return sum(
        n
        for (at, day), n in arrivals.items()
        if at in month.few
        and (at not in alone or day > alone[at])
        and (shared.is_whole or day <= shared.until)
    )


def response_rate(answers: int, visits: int) -> Decimal | None:
    """Answers of visits in [0, 1]; None where no visits are known, or fewer than answers came.

    A list that names fewer visits than people answered is not complete, and a rate of it would be none.
    """
    return Decimal(answers) / visits if visits >= answers and visits else None


def response_words(answers: int, visits: int) -> str:
    """The rate in words, or why there is none."""
    if not visits:
        return NO_VISITS
    rate = response_rate(answers, visits)
    if rate is None:
        return TOO_FEW_VISITS
    return f"{format_percent(rate)} của {format_integer(visits)} lượt đến"
