"""From gathered inputs to unsaved result rows."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from evaluations.gather.month import AgencyMonth
from evaluations.models import AgencyResult, Period
from evaluations.rules.gap import gaps
from evaluations.rules.outline import group_outline, value_outline
from evaluations.rules.results import AgencyScore, pack
from evaluations.rules.score import score_agency


def score_months(period: Period, months: Iterable[AgencyMonth], at: datetime) -> Iterator[AgencyResult]:
    """Score each agency (S1–S10, S13); rank and revision come when all of the period stand together."""
    for month in months:
        score = score_agency(
            month.criteria.rules,
            month.inputs,
            knock_outs=month.knock_outs,
            not_applicable=month.not_applicable,
            evidence=month.evidence,
        )
        yield _result(period, month, score, at)


def _result(period: Period, month: AgencyMonth, score: AgencyScore, at: datetime) -> AgencyResult:
    inspected, rated = gaps(month.criteria.rules, score.criteria)
    return AgencyResult(
        agency_id=month.agency.agency_id,
        period=period,
        criteria_set_id=month.criteria.set_id,
        comparison_group=month.agency.comparison_group,
        total=score.total,
        coverage=score.coverage,
        confidence=score.confidence,
        grade=score.grade,
        is_provisional=score.provisional,
        headcount=month.headcount,
        submitted=month.submitted,
        reviewed=month.reviewed,
        inspections=month.visits_now,
        ratings=month.ratings,
        rating_mean=month.rating_mean,
        gap_inspection=inspected.points,
        gap_citizen=rated.points,
        groups=group_outline(score),
        values=value_outline(score),
        breakdown=pack(score),
        records=month.records,
        computed_at=at,
    )
