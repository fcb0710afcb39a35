"""What self-assessments and the heads' reviews say, in one pass over the positional scores."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from operator import add

from django.db import connection

from core.positional import PositionTotals, sum_positions
from evaluations.enums import AssessmentState, Source
from evaluations.models import Period, SelfAssessment
from evaluations.rules.inputs import SourceInput

_CHANGES_POSTGRESQL = """
SELECT r.agency_id, c.key, sum((c.value ->> 'score')::int - a.scores[c.key::int + 1])
FROM (SELECT * FROM evaluations_review WHERE {where} AND changes IS NOT NULL) r
JOIN evaluations_selfassessment a ON a.id = r.assessment_id AND a.state = %s
CROSS JOIN LATERAL jsonb_each(r.changes) c
GROUP BY r.agency_id, c.key
"""
_CHANGES_SQLITE = """
SELECT r.agency_id, c.key,
       sum(json_extract(c.value, '$.score') - json_extract(a.scores, '$[' || c.key || ']'))
FROM (SELECT * FROM evaluations_review WHERE {where} AND changes IS NOT NULL) r
JOIN evaluations_selfassessment a ON a.id = r.assessment_id AND a.state = %s, json_each(r.changes) c
GROUP BY r.agency_id, c.key
"""
SENT = (AssessmentState.SUBMITTED.value, AssessmentState.REVIEWED.value)


@dataclass(slots=True)
class Forms:
    """One agency's forms: inputs per criterion, and how many were sent and reviewed."""

    inputs: list[SourceInput] = field(default_factory=list)
    submitted: int = 0
    reviewed: int = 0


def gather_forms(period: Period, width: int, only: Collection[int] | None = None) -> dict[int, Forms]:
    """Sums and counts by agency: the self-assessment of all sent forms, the review of reviewed ones.

    A review stores only what it changed, so its sum is that of the reviewed forms plus the differences.
    """
    totals = _totals(period, width, only)
    changes = _changes(period, width, only)
    found: dict[int, Forms] = {}
    for agency_id, by_state in totals.items():
        reviewed = by_state.get(AssessmentState.REVIEWED.value)
        forms = found[agency_id] = Forms(
            submitted=sum(group.rows for group in by_state.values()),
            reviewed=reviewed.rows if reviewed else 0,
        )
        forms.inputs += _inputs(Source.SELF_ASSESSMENT.value, list(by_state.values()), None)
        if reviewed:
            forms.inputs += _inputs(Source.REVIEW.value, [reviewed], changes.get(agency_id))
    return found


def _totals(period: Period, width: int, only: Collection[int] | None) -> dict[int, dict[str, PositionTotals]]:
    where, params = _of_period(period, only)
    where += " AND state IN (%s, %s)"
    table = SelfAssessment._meta.db_table
    groups = sum_positions(table, "scores", width, ("agency_id", "state"), where, [*params, *SENT])
    found: dict[int, dict[str, PositionTotals]] = defaultdict(dict)
    for group in groups:
        agency_id, state = group.key
        found[int(agency_id)][str(state)] = group
    return found


def _changes(period: Period, width: int, only: Collection[int] | None) -> dict[int, list[int]]:
    """Per agency and position the sum of (head's score − own score) over reviews that changed something."""
    postgresql = connection.vendor == "postgresql"
    where, params = _of_period(period, only)
    statement = (_CHANGES_POSTGRESQL if postgresql else _CHANGES_SQLITE).format(where=where)
    found: dict[int, list[int]] = defaultdict(lambda: [0] * width)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, AssessmentState.REVIEWED.value])
        for agency_id, position, difference in cursor.fetchall():
            found[agency_id][int(position)] += difference
    return found


def _of_period(period: Period, only: Collection[int] | None) -> tuple[str, list[int | str]]:
    """The condition on a table with period and agency, and its parameters."""
    if only is None:
        return "period_id = %s", [period.pk]
    ids = sorted(only)
    return f"period_id = %s AND agency_id IN ({', '.join(['%s'] * len(ids))})", [period.pk, *ids]


def _inputs(source: str, groups: list[PositionTotals], shift: list[int] | None) -> list[SourceInput]:
    sums, counts = groups[0].sums, groups[0].counts
    for group in groups[1:]:
        sums, counts = list(map(add, sums, group.sums)), list(map(add, counts, group.counts))
    if shift:
        sums = list(map(add, sums, shift))
    return [
        SourceInput(position, source, count, total)
        for position, (count, total) in enumerate(zip(counts, sums, strict=True))
        if count
    ]
