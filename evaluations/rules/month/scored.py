"""The month put together: S1–S10 and S13 for every agency, packed for storing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

import numpy as np

from evaluations.enums import Source
from evaluations.rules.gap import gap, gaps
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.month.arrays import plan_arrays
from evaluations.rules.month.columns import criterion_columns, group_scores, source_columns
from evaluations.rules.month.gaps import month_gaps
from evaluations.rules.month.points import Shared, contributions, share_month
from evaluations.rules.month.readings import Readings, read_month
from evaluations.rules.outline import value_outline
from evaluations.rules.plan import Plan, plan_of
from evaluations.rules.results import (
    AgencyScore,
    pack,
    packed,
    unpack_criteria,
)
from evaluations.rules.rounding import from_cents
from evaluations.rules.score import Covered, bonus_line, conclude, score_agency
from evaluations.rules.set_rules import SetRules

FEW = 4
"""So few agencies are scored sooner one by one than by arrays."""

VOICES = (Source.INSPECTION.value, Source.CITIZEN.value)


class AgencyInputs(Protocol):
    """What is known of one agency in the month; ``gather.month.AgencyMonth`` is one."""

    @property
    def inputs(self) -> Sequence[SourceInput]: ...
    @property
    def not_applicable(self) -> Mapping[int, str]: ...
    @property
    def knock_outs(self) -> Sequence[KnockOut]: ...
    @property
    def evidence(self) -> Evidence: ...
    @property
    def adjustments(self) -> Sequence[Adjustment]: ...
    @property
    def conditions(self) -> Mapping[str, bool]: ...


class MonthScore(NamedTuple):
    """One agency's score: the head without criteria, the whole packed, values in per cent, gaps (S13)."""

    head: AgencyScore
    packed: dict[str, Any]
    values: Sequence[int | None]
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None


def score_month(rules: SetRules, months: Sequence[AgencyInputs]) -> list[MonthScore]:
    """Score agencies of one set together: the figures of ``score_agency`` and ``gaps`` for each.

    A few agencies, sets that round an indicator first, rank on the unrounded total, share a group equally or
    let a criterion answer a band's condition, inputs linked to rows, and numbers beyond 64 bits take the pure
    path.
    """
    plan = plan_of(rules)
    if len(months) > FEW and not rules.is_pure_only:
        readings = read_month(plan, [month.inputs for month in months])
        shared = readings and share_month(rules, plan, readings, [month.not_applicable for month in months])
        if readings and shared:
            return _by_arrays(rules, plan, months, readings, shared)
    return [_purely(rules, month) for month in months]


def _purely(rules: SetRules, month: AgencyInputs) -> MonthScore:
    score = score_agency(
        rules,
        month.inputs,
        month.adjustments,
        month.knock_outs,
        not_applicable=month.not_applicable,
        evidence=month.evidence,
        conditions=month.conditions,
    )
    inspected, rated = gaps(rules, score.criteria)
    return MonthScore(score, pack(score), value_outline(score), inspected.points, rated.points)


def _by_arrays(
    rules: SetRules, plan: Plan, months: Sequence[AgencyInputs], readings: Readings, shared: Shared
) -> list[MonthScore]:
    points = contributions(rules, readings, shared)
    skipped = [month.not_applicable for month in months]
    groups = group_scores(rules, plan, shared, points)
    criteria, values = criterion_columns(rules, plan, skipped, readings, shared, points)
    sources = source_columns(readings, points, len(months), len(plan.criteria))
    covered = map(Covered, shared.with_data.tolist(), shared.applicable.tolist())
    bonuses = _bonuses(rules, plan, readings, shared)
    scores = []
    for agency, (month, of_groups, cover) in enumerate(zip(months, groups, covered, strict=True)):
        lines = (*month.adjustments, *bonuses[agency])
        head = conclude(
            rules,
            of_groups,
            cover,
            lines,
            month.knock_outs,
            evidence=month.evidence,
            conditions=month.conditions,
        )
        scores.append((head, packed(head, criteria[agency], sources[agency]), values[agency]))
    found = [_gaps(rules, plan, readings, scores, voice) for voice in VOICES]
    return [MonthScore(*score, *both) for score, *both in zip(scores, *found, strict=True)]


def _bonuses(rules: SetRules, plan: Plan, readings: Readings, shared: Shared) -> dict[int, list[Adjustment]]:
    """By agency the lines of S7 that its bonus criteria bring."""
    lines: dict[int, list[Adjustment]] = defaultdict(list)
    earned = np.flatnonzero(shared.has_data & ~shared.skipped & plan_arrays(plan).is_bonus)
    for at, (_, blend) in zip(earned.tolist(), readings.blends(earned), strict=True):
        agency, position = divmod(at, len(plan.criteria))
        lines[agency] += bonus_line(rules, plan, position, blend)
    return lines


def _gaps(
    rules: SetRules, plan: Plan, readings: Readings, scores: Sequence[Any], voice: str
) -> list[Decimal | None]:
    """The gap against one voice by agency; where floats are not sure, the pure rule decides."""
    cents, present, unsure = (column.tolist() for column in month_gaps(plan, readings, len(scores), voice))
    found: list[Decimal | None] = []
    for at, (_, packed_score, _) in enumerate(scores):
        if present[at] and unsure[at]:
            found.append(gap(rules, unpack_criteria(packed_score), voice).points)
        else:
            found.append(from_cents(cents[at]) if present[at] else None)
    return found
