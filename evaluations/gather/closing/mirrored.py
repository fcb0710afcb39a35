"""Whether the results of a closed period still repeat its newest snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evaluations.models import AgencyResult, PeriodSummary
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import plain
from evaluations.rules.closing.proof import row_problems

COLUMNS = (
    "comparison_group",
    "total",
    "coverage",
    "confidence",
    "grade",
    "is_provisional",
    "rank",
    "ranked_of",
    "headcount",
    "submitted",
    "reviewed",
    "inspections",
    "ratings",
    "rating_mean",
    "gap_inspection",
    "gap_citizen",
    "groups",
    "values",
    "breakdown",
    "records",
)
SUMMARY = ("weighted_mean", "simple_mean", "agencies_rated", "agencies_ranked", "records")


def mirror_problems(snapshot: PeriodSnapshot, results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each agency whose result says something else, is gone or was slipped in; and the summary."""
    keys = ("criteria_set__code", "criteria_set__version", "snapshot")
    rows = {
        row["agency"]: row
        for row in AgencyResult.objects.filter(period=snapshot.period).values("agency", *keys, *COLUMNS)
    }
    for said in results:
        row = rows.pop(said["agency_id"], None)
        if row is None:
            yield f"kết quả của {said['name']} không còn"
            continue
        told = plain(row)
        told["set"] = f"{told['criteria_set__code']}/{told['criteria_set__version']}"
        wrong = row_problems(said, told, (*COLUMNS, "set"))
        if wrong or told["snapshot"] != snapshot.pk:
            yield f"kết quả của {said['name']} khác bản chốt ({', '.join(wrong) or 'snapshot'})"
    if rows:
        yield f"có {len(rows)} kết quả không nằm trong bản chốt"
    yield from _summary(snapshot)


def _summary(snapshot: PeriodSnapshot) -> Iterator[str]:
    row = PeriodSummary.objects.filter(period=snapshot.period).first()
    if row is None or row.snapshot_id != snapshot.pk:
        yield "tổng hợp kỳ không trỏ về bản chốt mới nhất"
    elif any(getattr(row, name) != getattr(snapshot, name) for name in SUMMARY):
        yield "tổng hợp kỳ khác bản chốt"
