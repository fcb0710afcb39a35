"""One agency's score of a period, explained: the one function behind the page, the PDF and other programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from agencies.enums import ComparisonGroup
from agencies.models import AgencyVersion
from evaluations.enums import LineKind
from evaluations.gather.described import described
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period, PeriodSnapshot, SnapshotLine
from evaluations.rules.explaining.build import explanation_of
from evaluations.rules.explaining.parts import Explanation, Facts
from evaluations.rules.results import unpack


class NotExplained(LookupError):
    """There is no result of this agency in this period, or not in this revision."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a result says, whether it stands in the table or in a line of an older snapshot."""

    breakdown: Mapping[str, Any]
    rank: int | None
    ranked_of: int | None
    headcount: int
    submitted: int
    ratings: int
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None
    records: int
    snapshot: PeriodSnapshot | None


def explain(agency_id: int, period_id: int, revision: int | None = None) -> Explanation:
    """The stored score opened down to its sources, each step with its clause; three statements at most.

    ``revision`` is a revision of a closed period, None the one in force. Asks nobody who reads: callers look
    the agency up first. Raises NotExplained.
    """
    row = _row(agency_id, period_id)
    stands = revision is None or (row.snapshot is not None and row.snapshot.revision == revision)
    told = _told(row) if revision is None or stands else _of_revision(row, revision)
    facts = _facts(row, told, _named(agency_id, row.period))
    loaded = load_set(row.criteria_set_id)
    return explanation_of(facts, unpack(told.breakdown), loaded.rules, described(loaded.set_id))


def _row(agency_id: int, period_id: int) -> AgencyResult:
    found = AgencyResult.objects.select_related("period", "snapshot")
    try:
        return found.get(agency=agency_id, period=period_id)
    except AgencyResult.DoesNotExist as error:
        raise NotExplained(agency_id, period_id) from error


def _told(row: AgencyResult) -> Told:
    return Told(
        breakdown=row.breakdown,
        rank=row.rank,
        ranked_of=row.ranked_of,
        headcount=row.headcount,
        submitted=row.submitted,
        ratings=row.ratings,
        gap_inspection=row.gap_inspection,
        gap_citizen=row.gap_citizen,
        records=row.records,
        snapshot=row.snapshot,
    )


def _of_revision(row: AgencyResult, revision: int) -> Told:
    """What the snapshot of an older revision says (S15)."""
    line = (
        SnapshotLine.objects.filter(
            snapshot__period=row.period_id,
            snapshot__revision=revision,
            kind=LineKind.RESULT,
            agency=row.agency_id,
        )
        .select_related("snapshot")
        .first()
    )
    if line is None:
        raise NotExplained(row.agency_id, row.period_id, revision)
    said = result_said(line.payload)
    kept = ("breakdown", "rank", "ranked_of", "headcount", "submitted", "ratings", "records")
    return Told(
        **{name: said[name] for name in kept},
        gap_inspection=_points(said["gap_inspection"]),
        gap_citizen=_points(said["gap_citizen"]),
        snapshot=line.snapshot,
    )


def result_said(payload: str) -> dict[str, Any]:
    """The columns of a result as a line of a snapshot holds them."""
    said: dict[str, Any] = msgspec.json.decode(payload)
    return said


def _points(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _named(agency_id: int, period: Period) -> AgencyVersion | None:
    """The agency as it was on the period's last day."""
    return AgencyVersion.objects.as_of(period.last_day).filter(agency=agency_id).first()


def _facts(row: AgencyResult, told: Told, version: AgencyVersion | None) -> Facts:
    period, snapshot = row.period, told.snapshot
    return Facts(
        agency_id=row.agency_id,
        agency=version.name if version else str(row.agency_id),
        period_id=period.pk,
        period=period.label,
        starts_on=period.starts_on,
        is_open=period.is_open,
        revision=snapshot.revision if snapshot else row.revision,
        digest=snapshot.digest if snapshot else "",
        comparison_group=str(ComparisonGroup(row.comparison_group).label),
        rank=told.rank,
        ranked_of=told.ranked_of,
        submitted=told.submitted,
        headcount=told.headcount,
        ratings=told.ratings if version and version.has_counter else None,
        gap_inspection=told.gap_inspection,
        gap_citizen=told.gap_citizen,
        computed_at=snapshot.made_at if snapshot else row.computed_at,
        records=told.records,
    )
