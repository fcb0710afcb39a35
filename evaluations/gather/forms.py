"""What self-assessments and the heads' reviews say, in one pass over the positional scores."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from core.positional import PositionTotals, sum_positions
from evaluations.enums import AssessmentState, Source
from evaluations.models import Period, Review, SelfAssessment
from evaluations.rules.inputs import SourceInput

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
    where = "period_id = %s AND state IN (%s, %s)"
    params: list[int | str] = [period.pk, *SENT]
    if only is not None:
        ids = sorted(only)
        where += f" AND agency_id IN ({', '.join(['%s'] * len(ids))})"
        params += ids
    table = SelfAssessment._meta.db_table
    groups = sum_positions(table, "scores", width, ("agency_id", "state"), where, params)
    found: dict[int, dict[str, PositionTotals]] = defaultdict(dict)
    for group in groups:
        agency_id, state = group.key
        found[int(agency_id)][str(state)] = group
    return found


def _changes(period: Period, width: int, only: Collection[int] | None) -> dict[int, list[int]]:
    """Per agency and position the sum of (head's score − own score) over reviews that changed something."""
    reviews = Review.objects.filter(period=period, changes__isnull=False)
    if only is not None:
        reviews = reviews.filter(agency_id__in=list(only))
    rows = reviews.filter(assessment__state=AssessmentState.REVIEWED).order_by("assessment_id")
    found: dict[int, list[int]] = defaultdict(lambda: [0] * width)
    for agency_id, changes, scores in rows.values_list("agency_id", "changes", "assessment__scores"):
        for position, change in (changes or {}).items():
            found[agency_id][int(position)] += change["score"] - scores[int(position)]
    return found


def _inputs(source: str, groups: list[PositionTotals], shift: list[int] | None) -> list[SourceInput]:
    inputs = []
    for position in range(len(groups[0].sums)):
        count = sum(group.counts[position] for group in groups)
        if count:
            total = sum(group.sums[position] for group in groups) + (shift[position] if shift else 0)
            inputs.append(SourceInput(position, source, count, total))
    return inputs
