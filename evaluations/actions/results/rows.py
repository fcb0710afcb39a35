"""From gathered inputs to the rows that are stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from evaluations.gather.mean_basis import STANDS_ON
from evaluations.gather.month import AgencyMonth
from evaluations.gather.over_time import Mean
from evaluations.rules.month import MonthScore, score_month
from evaluations.rules.outline import group_outline, value_outline
from evaluations.rules.results import pack
from evaluations.rules.rounding import half_up

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
    values: Sequence[int | None]
    breakdown: str
    records: int


def result_rows(
    months: Iterable[AgencyMonth], means: Mapping[int, Mean] | None = None
) -> Iterator[ResultRow]:
    """Score each agency (S1–S10, S13); ranks come when all of the period stand together.

    ``means`` are the agencies whose figure is the mean of their months and is not scored again.
    """
    by_set: dict[int, list[AgencyMonth]] = {}
    for month in months:
        mean = (means or {}).get(month.agency.agency_id)
        if mean is not None:
            yield _mean_row(month, mean)
            continue
        by_set.setdefault(month.criteria.set_id, []).append(month)
    for together in by_set.values():
        yield from map(_row, together, score_month(together[0].criteria.rules, together))


def _mean_row(month: AgencyMonth, mean: Mean) -> ResultRow:
    score = mean.score
    packed = pack(score) | {STANDS_ON: mean.stands_on}
    scored = MonthScore(score, packed, value_outline(score), None, None)
    return _row(month, scored)._replace(submitted=mean.submitted, reviewed=mean.reviewed)


def _row(month: AgencyMonth, scored: MonthScore) -> ResultRow:
    score = scored.head
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
        gap_inspection=scored.gap_inspection,
        gap_citizen=scored.gap_citizen,
        groups=_encode(group_outline(score)).decode(),
        values=scored.values,
        breakdown=_encode(scored.packed).decode(),
        records=month.records,
    )
