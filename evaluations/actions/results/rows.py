"""From gathered inputs to the rows that are stored."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from evaluations.gather.month import AgencyMonth
from evaluations.rules.gap import gaps
from evaluations.rules.outline import group_outline, value_outline
from evaluations.rules.results import AgencyScore, pack
from evaluations.rules.rounding import half_up
from evaluations.rules.score import score_agency

_encode = msgspec.json.Encoder().encode
"""Writes the breakdown ten times as fast as ``json`` does, records as plain lists (docs/decisions)."""


class ResultRow(NamedTuple):
    """What one agency's ``AgencyResult`` gets, by column; period, moment, revision, place come when stored.

    ``groups`` and ``breakdown`` are JSON text.
    """

    agency_id: int
    criteria_set_id: int
    comparison_group: str
    total: Decimal | None
    coverage: Decimal
    confidence: str
    grade: str
    is_provisional: bool
    headcount: int
    submitted: int
    reviewed: int
    inspections: int
    ratings: int
    rating_mean: Decimal | None
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None
    groups: str
    values: tuple[int | None, ...]
    breakdown: str
    records: int


def result_rows(months: Iterable[AgencyMonth]) -> Iterator[ResultRow]:
    """Score each agency (S1–S10, S13); ranks come when all of the period stand together."""
    for month in months:
        score = score_agency(
            month.criteria.rules,
            month.inputs,
            knock_outs=month.knock_outs,
            not_applicable=month.not_applicable,
            evidence=month.evidence,
        )
        yield _row(month, score)


def _row(month: AgencyMonth, score: AgencyScore) -> ResultRow:
    inspected, rated = gaps(month.criteria.rules, score.criteria)
    return ResultRow(
        agency_id=month.agency.agency_id,
        criteria_set_id=month.criteria.set_id,
        comparison_group=month.agency.comparison_group,
        total=score.total,
        coverage=half_up(score.coverage, 4),
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
        groups=_encode(group_outline(score)).decode(),
        values=value_outline(score),
        breakdown=_encode(pack(score)).decode(),
        records=month.records,
    )
