"""What citizens answered, added up by counter, as far as it may be told; never a single answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.small_counts import Tally
from evaluations.models import Period
from feedback.gather.arrivals import arrivals
from feedback.gather.released import released_months
from feedback.models import Counter
from feedback.rules.heard import Heard, Month
from feedback.rules.response import visits_to

READS: dict[str, Callable[[Heard], int]] = {
    "stars": lambda heard: heard.sums[0],
    "xin": lambda heard: sum(heard.sums[1:5]),
    "luon": lambda heard: sum(heard.sums[5:9]),
}
"""How a criterion reads answers: stars 1–5, or ticks of "4 xin" or "4 luôn"."""


@dataclass(frozen=True, slots=True)
class Answered:
    """n and k of the answers told of a month, the same by counter, and the visits on the days told.

    ``until``: until the end of which day they are known. Without anything told n is 0 and the rest empty.
    """

    n: int = 0
    k: int = 0
    by_counter: tuple[Tally, ...] = ()
    visits: int = 0
    until: date | None = None


def citizen_answers(*, period: Period, agency: int, reads: str, today: date) -> Answered:
    """The answers that were told on ``today``, those of the days before (three queries).

    The counters add up to the whole. Days are not told apart: a day of one counter may be a single person,
    and days over all counters would tell him by subtraction. Raises KeyError for a criterion that citizens do
    not answer.
    """
    read, key = READS[reads], (agency, period.starts_on)
    month = released_months(period.starts_on, period.ends_on, [agency], today=today).get(key)
    if month is None or month.whole is None:
        return Answered()
    came = arrivals(period.starts_on, period.ends_on, [agency]).get(key, {})
    return Answered(
        n=month.whole.answers,
        k=read(month.whole),
        by_counter=tuple(_tallies(month, read)),
        visits=visits_to(came, month),
        until=month.whole.until,
    )


def _tallies(month: Month, read: Callable[[Heard], int]) -> list[Tally]:
    names = dict(Counter.objects.filter(pk__in=month.counters).order_by("pk").values_list("pk", "name"))
    found = [Tally(names[pk], one.answers, read(one)) for pk, one in month.counters.items()]
    found.sort(key=lambda tally: tally.label)
    if month.together:
        one = month.together
        found.append(Tally("Các quầy ít lượt, gộp chung", one.answers, read(one), len(month.few)))
    if month.late:
        found.append(Tally("Biết sau khi hết tháng", month.late.answers, read(month.late)))
    return found
