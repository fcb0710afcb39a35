"""What stands for each subject of a visit, and the other values where the team does not agree."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from evaluations.enums import RecordState
from evaluations.gather.inspections import attendance_of, finding_of
from evaluations.models import CaptureRecord, Headcount, Inspection, Observation
from evaluations.rules.capture.contents import Count, Seen, as_json
from evaluations.rules.observing import FROM_HEADCOUNT

HEADS = (RecordState.APPLIED, RecordState.CONFLICT)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one subject: its value with who said so, and every record that nobody replaces.

    ``heads`` are earliest first; the first is the value until a person has chosen. ``by`` is a name.
    """

    heads: tuple[CaptureRecord, ...]
    conflict: bool

    @property
    def record(self) -> CaptureRecord:
        """The record whose value stands."""
        return self.heads[0]


def standing_by_visit(visits: Collection[UUID]) -> dict[UUID, dict[str, Standing]]:
    """What stands in each visit by subject; one query."""
    rows = CaptureRecord.objects.filter(inspection__in=visits, state__in=HEADS).select_related("author")
    heads: dict[UUID, dict[str, list[CaptureRecord]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("captured_at", "id"):
        heads[row.inspection_id][row.subject].append(row)
    return {
        visit: {
            subject: Standing(tuple(rows), any(row.state == RecordState.CONFLICT for row in rows))
            for subject, rows in subjects.items()
        }
        for visit, subjects in heads.items()
    }


def standing_of(inspection: Inspection) -> dict[str, Standing]:
    """What stands in one visit by subject: "headcount", a criterion's code, "signature:team", "finish"."""
    return standing_by_visit([inspection.pk]).get(inspection.pk, {})


def unrecorded_id(visit: UUID, subject: str) -> UUID:
    """The id of the record of a value that was kept before there were records; the same everywhere."""
    return uuid5(visit, f"record:{subject}")


def unrecorded(visits: Collection[UUID]) -> list[tuple[UUID, str, dict[str, Any], Any, Any]]:
    """Values of visits that no record stands behind: (visit, subject, content, who, when); two queries."""
    observations = Observation.objects.filter(inspection__in=visits, head__isnull=True)
    found: list[tuple[UUID, str, dict[str, Any], Any, Any]] = [
        (
            row.inspection_id,
            row.criterion.code,
            as_json(Seen(finding_of(row), None)),
            row.recorded_by,
            row.recorded_at,
        )
        for row in observations.exclude(criterion__code__in=list(FROM_HEADCOUNT))
        .select_related("criterion", "recorded_by")
        .order_by("id")
    ]
    recorded = CaptureRecord.objects.filter(subject="headcount", state__in=HEADS).values("inspection")
    counts = Headcount.objects.filter(inspection__in=visits).exclude(inspection__in=recorded)
    for row in counts.select_related("inspection__created_by").order_by("id"):
        attendance = attendance_of(row)
        assert attendance is not None
        content = as_json(Count(row.counted_at, attendance))
        found.append((row.inspection_id, "headcount", content, row.inspection.created_by, row.counted_at))
    return found
