"""What self-assessments and the heads' reviews say, in one pass over the positional scores."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import reduce
from itertools import repeat

from django.db import connection

from core.plans import serial_plans
from core.positional import PositionTotals, sum_positions
from evaluations.enums import AssessmentState, Source
from evaluations.gather.narrowed import Param, narrowed
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.inputs import SourceInput, make_input

_CHANGES = {
    "postgresql": """
SELECT agency_id, key, sum((changes -> key ->> 'score')::int - scores[key::int + 1])
FROM (
  SELECT r.agency_id, r.changes, a.scores, jsonb_object_keys(r.changes) AS key
  FROM evaluations_review r JOIN evaluations_selfassessment a ON a.id = r.assessment_id
  WHERE a.state = %s AND r.period_id = %s AND r.changes IS NOT NULL{only}
) changed
GROUP BY agency_id, key
""",
    "sqlite": """
SELECT r.agency_id, c.key,
       sum(json_extract(c.value, '$.score') - json_extract(a.scores, '$[' || c.key || ']'))
FROM evaluations_review r
JOIN evaluations_selfassessment a ON a.id = r.assessment_id, json_each(r.changes) c
WHERE a.state = %s AND r.period_id = %s AND r.changes IS NOT NULL{only}
GROUP BY r.agency_id, c.key
""",
}
SENT = tuple(str(state) for state in SENT_STATES)


@dataclass(slots=True)
class Forms:
    """One agency's forms: inputs per criterion, and how many were sent and reviewed."""

    inputs: list[SourceInput] = field(default_factory=list)
    submitted: int = 0
    reviewed: int = 0


def gather_forms(
    period: Period, width: int, only: Collection[int] | None = None, without: Collection[Param] = ()
) -> dict[int, Forms]:
    """Sums and counts by agency: the self-assessment of all sent forms, the review of reviewed ones.

    ``without``: ids of forms that do not count, as nobody owes them (:func:`unowed_forms`).

    A review stores only what it changed, so its sum is that of the reviewed forms plus the differences.
    """
    changes = _changes(period, width, only, without)
    found: dict[int, Forms] = {}
    for agency_id, (sent, reviewed) in _totals(period, width, only, without).items():
        forms = found[agency_id] = Forms(submitted=sent.rows, reviewed=reviewed.rows if reviewed else 0)
        forms.inputs += _inputs(Source.SELF_ASSESSMENT.value, sent.counts, sent.sums)
        if reviewed:
            sums = reviewed.sums
            for position, difference in changes.get(agency_id, ()):
                sums[position] += difference
            forms.inputs += _inputs(Source.REVIEW.value, reviewed.counts, sums)
    return found


def _totals(
    period: Period, width: int, only: Collection[int] | None, without: Collection[Param]
) -> dict[int, tuple[PositionTotals, PositionTotals | None]]:
    """By agency the totals of all sent forms and, among them, of those that the competent head decided."""
    where, params = narrowed(
        "period_id = %s AND state IN (%s, %s, %s)", [period.pk, *SENT], "agency_id", only
    )
    where, params = _but(where, params, "id", without)
    groups = sum_positions(
        SelfAssessment._meta.db_table, "scores", width, ("agency_id", "state"), where, params
    )
    by_state = {group.key: group for group in groups}
    found: dict[int, tuple[PositionTotals, PositionTotals | None]] = {}
    for agency_id in {int(group.key[0]) for group in groups}:
        by_turn = [by_state[agency_id, state] for state in SENT if (agency_id, state) in by_state]
        found[agency_id] = (
            reduce(PositionTotals.joined, by_turn),
            by_state.get((agency_id, AssessmentState.REVIEWED.value)),
        )
    return found


def _changes(
    period: Period, width: int, only: Collection[int] | None, without: Collection[Param]
) -> dict[int, list[tuple[int, int]]]:
    """Per agency (position, sum of head's score − own score) over the reviews that changed something."""
    only_those, ids = narrowed("", [], "r.agency_id", only)
    only_those, ids = _but(only_those, ids, "r.assessment_id", without)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    # The planner takes every changed review for a hundred changes, and the month for ten times its size.
    planned = serial_plans() if only is None else nullcontext()
    with planned, connection.cursor() as cursor:
        cursor.execute(
            _CHANGES[connection.vendor].format(only=only_those),
            [AssessmentState.REVIEWED.value, period.pk, *ids],
        )
        for agency_id, position, difference in cursor.fetchall():
            if int(position) < width:
                found[agency_id].append((int(position), difference))
    return found


def _but(
    where: str, params: Sequence[Param], column: str, without: Collection[Param]
) -> tuple[str, list[Param]]:
    """``where`` and its parameters, less the rows whose ``column`` is among ``without``."""
    if not without:
        return where, list(params)
    return f"{where} AND {column} NOT IN ({', '.join(['%s'] * len(without))})", [*params, *without]


def _inputs(source: str, counts: Sequence[int], sums: Sequence[int]) -> list[SourceInput]:
    """One input per position; those without a score (count 0) are no data and fall out in the rules (S4)."""
    return list(map(make_input, zip(range(len(counts)), repeat(source), counts, sums, repeat(0), repeat(()))))
