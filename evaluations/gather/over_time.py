"""Quarters and years whose set says that they are the mean of their months: those months' results."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from evaluations.enums import PeriodKind
from evaluations.gather.month import AgencyMonth
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import AgencyResult, Period
from evaluations.rules.over_time import mean_over, relaid
from evaluations.rules.results import AgencyScore, unpack
from evaluations.rules.rounding import nearest
from evaluations.rules.set_terms import MEAN_OF_MONTHS


class Mean(NamedTuple):
    """An agency's score over its months, and how many forms a month had on average."""

    score: AgencyScore
    submitted: int
    reviewed: int


class MonthResult(NamedTuple):
    """One month's stored result."""

    score: AgencyScore
    set_id: int
    submitted: int
    reviewed: int


def means_of(period: Period, gathered: Sequence[AgencyMonth]) -> dict[int, Mean]:
    """By agency the mean of the period's months, where its set says so; one statement, none for a month.

    Every month of the calendar counts as one: a month without a result is missing, not zero (S4).
    """
    if period.kind == PeriodKind.MONTH:
        return {}
    asked = [one for one in gathered if one.criteria.rules.over_time == MEAN_OF_MONTHS]
    results = _results(period, [one.agency.agency_id for one in asked]) if asked else {}
    return {
        one.agency.agency_id: _mean(one, results.get(one.agency.agency_id, {}), months_of(period))
        for one in asked
    }


def months_of(period: Period) -> list[date]:
    """The first days of the calendar months of a period."""
    first = period.starts_on
    months = (period.ends_on.year - first.year) * 12 + period.ends_on.month - first.month
    starts = (divmod(first.month - 1 + ahead, 12) for ahead in range(months))
    return [date(first.year + years, month + 1, 1) for years, month in starts]


def _results(period: Period, agencies: Sequence[int]) -> Mapping[int, Mapping[date, MonthResult]]:
    rows = AgencyResult.objects.filter(
        agency__in=agencies,
        period__kind=PeriodKind.MONTH,
        period__starts_on__gte=period.starts_on,
        period__ends_on__lte=period.ends_on,
    ).order_by()
    found: dict[int, dict[date, MonthResult]] = defaultdict(dict)
    columns = ("agency", "period__starts_on", "breakdown", "criteria_set", "submitted", "reviewed")
    for agency, month, breakdown, *told in rows.values_list(*columns):
        found[agency][month] = MonthResult(unpack(breakdown), *told)
    return found


def _mean(one: AgencyMonth, results: Mapping[date, MonthResult], months: Sequence[date]) -> Mean:
    known = list(results.values())
    scores = [_score(results.get(month), one.criteria) for month in months]
    return Mean(
        mean_over(one.criteria.rules, scores, conditions=one.conditions),
        nearest(sum(result.submitted for result in known), len(known) or 1),
        nearest(sum(result.reviewed for result in known), len(known) or 1),
    )


def _score(result: MonthResult | None, loaded: LoadedSet) -> AgencyScore | None:
    if result is None or result.set_id == loaded.set_id:
        return None if result is None else result.score
    return relaid(result.score, load_set(result.set_id).rules, loaded.rules)
