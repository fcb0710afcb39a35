"""Every agency's month, and the province's twelve, as sums of what is told of each agency."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.clock import months_back, next_month
from core.numbers import half_up
from feedback.gather.arrivals import arrivals, arrivals_by_month
from feedback.gather.released import released_months, released_wholes
from feedback.gather.voice.agency import NOTHING, TREND
from feedback.gather.voice.asides import set_aside
from feedback.gather.voice.cases import CaseCounts, case_counts
from feedback.rules.heard import Month
from feedback.rules.release import LEAST
from feedback.rules.response import response_rate, response_words, visits_to


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency's month in a list; ``aside`` adds up what its counters tell by themselves."""

    agency: int
    month: Month
    visits: int
    aside: int
    cases: CaseCounts


@dataclass(frozen=True, slots=True)
class ProvincePoint:
    """A month of the trend: ratings told of all listed agencies, and their mean; None without any.

    ``came`` says how many of those who came answered.
    """

    month: date
    answers: int
    mean: Decimal | None
    came: "Came"


@dataclass(frozen=True, slots=True)
class Came:
    """Answers and visits of the agencies of which a rate may be told, and how many of how many they are."""

    answers: int = 0
    visits: int = 0
    agencies: int = 0
    of: int = 0

    def words(self) -> str:
        """The rate in words, with the number of agencies where it is not of all."""
        found = response_words(self.answers, self.visits)
        return f"{found} ({self.agencies}/{self.of} cơ quan)" if 0 < self.agencies < self.of else found


def came_of(pairs: Iterable[tuple[int, int]]) -> Came:
    """Pairs (answers, visits) of agencies added up; a list that is missing or not complete gives no rate."""
    every = list(pairs)
    known = [pair for pair in every if response_rate(*pair) is not None]
    return Came(sum(n for n, _came in known), sum(came for _n, came in known), len(known), len(every))


def came_to(lines: Iterable[AgencyLine]) -> Came:
    """The same of the lines of which something is told."""
    return came_of((line.month.whole.answers, line.visits) for line in lines if line.month.whole is not None)


def agency_lines(agencies: Collection[int], month: date, *, today: date) -> list[AgencyLine]:
    """A line for each agency, in the order given (four queries at any number)."""
    end = next_month(month)
    told = released_months(month, end, agencies, today=today)
    came = arrivals(month, end, agencies)
    aside: dict[int, int] = {}
    for (agency, _counter), n in set_aside(month, end, agencies, today=today).items():
        aside[agency] = aside.get(agency, 0) + (n if n >= LEAST else 0)
    cases = case_counts(month, end, agencies, today=today)
    lines = []
    for agency in agencies:
        one = told.get((agency, month), NOTHING)
        visits = visits_to(came.get((agency, month), {}), one)
        lines.append(AgencyLine(agency, one, visits, aside.get(agency, 0), cases.get(agency, CaseCounts())))
    return lines


def province_trend(lines: list[AgencyLine], month: date, *, today: date) -> list[ProvincePoint]:
    """Twelve months that end with ``month``, of the agencies listed (two queries).

    Only months that are over are read from the ratings; the running one is the sum of ``lines``.
    """
    is_over = today >= next_month(month)
    first = months_back(month, TREND - 1)
    agencies = [line.agency for line in lines]
    end = next_month(month) if is_over else month
    wholes = released_wholes(first, end, agencies, today=today)
    visits = arrivals_by_month(first, end, agencies)
    sums: dict[date, tuple[int, int]] = {}
    pairs: dict[date, list[tuple[int, int]]] = defaultdict(list)
    for (agency, one), (answers, stars) in wholes.items():
        n, total = sums.get(one, (0, 0))
        sums[one] = n + answers, total + stars
        pairs[one].append((answers, visits.get((agency, one), 0)))
    came = {one: came_of(found) for one, found in pairs.items()}
    if not is_over:
        heard = [line.month.whole for line in lines if line.month.whole is not None]
        sums[month] = sum(one.answers for one in heard), sum(one.sums[0] for one in heard)
        came[month] = came_to(lines)
    return [_point(months_back(month, back), sums, came) for back in reversed(range(TREND))]


def _point(month: date, sums: dict[date, tuple[int, int]], came: dict[date, Came]) -> ProvincePoint:
    answers, stars = sums.get(month, (0, 0))
    mean = half_up(Decimal(stars) / answers) if answers else None
    return ProvincePoint(month, answers, mean, came.get(month, Came()))
