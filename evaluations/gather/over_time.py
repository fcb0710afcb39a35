"""Quarters and years whose set says that they are the mean of their months: those months' results."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from evaluations.enums import PeriodKind
from evaluations.gather.mean_basis import Basis, basis_of, months_of, settled_answers
from evaluations.gather.month import AgencyMonth
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import AgencyResult, Period
from evaluations.rules.over_time import mean_over, relaid
from evaluations.rules.results import AgencyScore, unpack
from evaluations.rules.rounding import nearest
from evaluations.rules.set_terms import MEAN_OF_MONTHS


class Mean(NamedTuple):
    """An agency's score over its months, how many forms a month had on average, and what it stands on."""

    score: AgencyScore
    submitted: int
    reviewed: int
    stands_on: dict[str, Any]


class MonthResult(NamedTuple):
    """One month's stored result."""

    score: AgencyScore
    set_id: int
    submitted: int
    reviewed: int


def means_of(period: Period, gathered: Sequence[AgencyMonth], today: date) -> dict[int, Mean]:
    """By agency the mean of the period's closed months, where its set says so; no statement for a month.

    Every month of the calendar counts as one: a month without a result, or not closed yet, is missing, not
    zero (S4). Once all are closed the answers of the conditions stay those given then.
    """
    if period.kind == PeriodKind.MONTH:
        return {}
    asked = [one for one in gathered if one.criteria.rules.over_time == MEAN_OF_MONTHS]
    if not asked:
        return {}
    agencies = [one.agency.agency_id for one in asked]
    basis, months = basis_of(period, today), months_of(period)
    results = _results(basis, agencies)
    settled = {} if basis.still_open else settled_answers(period, agencies)
    return {
        agency: _mean(
            one.criteria,
            [results[agency].get(month) for month in months],
            basis,
            settled.get(agency, one.conditions),
        )
        for agency, one in zip(agencies, asked, strict=True)
    }


def _results(basis: Basis, agencies: Sequence[int]) -> Mapping[int, Mapping[date, MonthResult]]:
    rows = AgencyResult.objects.filter(
        agency__in=agencies, period__kind=PeriodKind.MONTH, period__starts_on__in=basis.closed
    ).order_by()
    found: dict[int, dict[date, MonthResult]] = defaultdict(dict)
    columns = ("agency", "period__starts_on", "breakdown", "criteria_set", "submitted", "reviewed")
    for agency, month, breakdown, *told in rows.values_list(*columns):
        found[agency][month] = MonthResult(unpack(breakdown), *told)
    return found


def _mean(
    loaded: LoadedSet, results: Sequence[MonthResult | None], basis: Basis, conditions: Mapping[str, bool]
) -> Mean:
    known = [result for result in results if result is not None]
    scores = [_score(result, loaded) for result in results]
    return Mean(
        mean_over(loaded.rules, scores, conditions=conditions, still_open=basis.named),
        nearest(sum(result.submitted for result in known), len(known) or 1),
        nearest(sum(result.reviewed for result in known), len(known) or 1),
        basis.told(conditions),
    )


def _score(result: MonthResult | None, loaded: LoadedSet) -> AgencyScore | None:
    if result is None or result.set_id == loaded.set_id:
        return None if result is None else result.score
    return relaid(result.score, load_set(result.set_id).rules, loaded.rules)
