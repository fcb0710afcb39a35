"""An agency's or a counter's months, and the chosen one in full."""

from dataclasses import dataclass
from datetime import date

from core.clock import months_back, next_month
from feedback.gather.arrivals import arrivals
from feedback.gather.released import released_months
from feedback.gather.voice.asides import set_aside
from feedback.gather.voice.cases import CaseCounts, case_counts
from feedback.gather.voice.remarks import Said, released_remarks
from feedback.models import Counter
from feedback.rules.heard import Heard, Month
from feedback.rules.response import Arrivals, visits_at, visits_to

TREND = 12
NOTHING = Month({}, None, (), None, None)


@dataclass(frozen=True, slots=True)
class Point:
    """A month of the trend: what is told, and the visits on the days told."""

    month: date
    told: Heard | None
    visits: int


@dataclass(frozen=True, slots=True)
class AgencyVoice:
    """The month ``starts_on`` of an agency, with the twelve that end with it by their first days.

    ``names`` are those of its counters; ``aside`` counts by counter the ratings that do not count.
    """

    agency: int
    starts_on: date
    months: dict[date, Month]
    came: dict[date, Arrivals]
    names: dict[int, str]
    aside: dict[int, int]
    remarks: list[Said]
    cases: CaseCounts
    may_read_remarks: bool

    @property
    def month(self) -> Month:
        """What is told of the chosen month."""
        return self.months.get(self.starts_on, NOTHING)

    def point(self, month: date, counter: int | None = None) -> Point:
        """One month of the agency, or of one of its counters."""
        told, came = self.months.get(month, NOTHING), self.came.get(month, {})
        if counter is None:
            return Point(month, told.whole, visits_to(came, told))
        own = told.counters.get(counter)
        return Point(month, own, visits_at(came, counter, own) if own else 0)

    def trend(self, counter: int | None = None) -> list[Point]:
        """The twelve months, oldest first."""
        back = reversed(range(TREND))
        return [self.point(months_back(self.starts_on, number), counter) for number in back]


def month_point(agency: int, month: date, *, today: date) -> Point:
    """What is told of one agency in the month that begins on ``month``, with its visits (two queries)."""
    end = next_month(month)
    told = released_months(month, end, [agency], today=today).get((agency, month), NOTHING)
    came = arrivals(month, end, [agency]).get((agency, month), {})
    return Point(month, told.whole, visits_to(came, told))


def agency_voice(agency: int, month: date, *, today: date, with_remarks: bool) -> AgencyVoice:
    """Everything the page of an agency tells of ``month``, its first day (six queries at most)."""
    first, end = months_back(month, TREND - 1), next_month(month)
    months = released_months(first, end, [agency], today=today)
    came = arrivals(first, end, [agency])
    aside = set_aside(month, end, [agency], today=today)
    chosen = months.get((agency, month), NOTHING)
    counters = {*chosen.counters, *chosen.few, *(counter for _agency, counter in aside)}
    remarks: list[Said] = []
    if with_remarks and chosen.counters:
        remarks = released_remarks(agency, month, end, chosen.counters, today=today)
    return AgencyVoice(
        agency=agency,
        starts_on=month,
        months={key[1]: told for key, told in months.items()},
        came={key[1]: visits for key, visits in came.items()},
        names=dict(Counter.objects.filter(pk__in=counters).order_by("pk").values_list("pk", "name")),
        aside={counter: n for (_agency, counter), n in aside.items()},
        remarks=remarks,
        cases=case_counts(month, end, [agency], today=today).get(agency, CaseCounts()),
        may_read_remarks=with_remarks,
    )
