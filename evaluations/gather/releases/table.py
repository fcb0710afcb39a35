"""The released table of a snapshot with the names of its agencies; a constant number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import JSONField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from agencies.enums import ComparisonGroup
from core.text import fold, text_sort_key
from evaluations.enums import LineKind
from evaluations.models import AgencyResult, Period, PeriodSnapshot, SnapshotLine
from evaluations.rules.released_table import GroupTable, Released, released_table

COLUMNS = (
    "agency_id",
    "comparison_group",
    "criteria_set_id",
    "total",
    "grade",
    "confidence",
    "is_provisional",
    "rank",
    "ranked_of",
)
GROUPS = [group.value for group in ComparisonGroup if group is not ComparisonGroup.NONE]


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as the snapshot calls it; ``folded`` is without accents."""

    name: str
    folded: str
    sort: str


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A snapshot's ranking as it is released; gains are since the period ``compared_with``, if any."""

    groups: list[GroupTable]
    names: Mapping[int, NamedAgency]
    compared_with: Period | None


def table_of(snapshot: PeriodSnapshot) -> ReleasedTable:
    """The table of the newest snapshot of a period; of one that was replaced it is empty."""
    period = snapshot.period
    rows = _released(snapshot)
    names = _names(snapshot)
    previous = _previous(period)
    before = {} if previous is None else _released(previous)
    ordered = sorted(rows.values(), key=lambda row: names[row.agency].sort if row.agency in names else "")
    compared = None if previous is None else previous.period
    return ReleasedTable(released_table(ordered, before, GROUPS), names, compared)


def _released(snapshot: PeriodSnapshot) -> dict[int, Released]:
    found = AgencyResult.objects.filter(snapshot=snapshot).order_by("agency_id").values_list(*COLUMNS)
    return {row[0]: Released(*row) for row in found}


def _previous(period: Period) -> PeriodSnapshot | None:
    """The newest snapshot of the period of the same kind that ended where this one begins."""
    snapshots = PeriodSnapshot.objects.filter(
        period__kind=period.kind, period__ends_on=period.starts_on, replaced_by=None
    )
    return snapshots.select_related("period").first()


def _names(snapshot: PeriodSnapshot) -> dict[int, NamedAgency]:
    """The agencies' names as they were sealed: renaming one later changes no closed period (S15)."""
    lines = SnapshotLine.objects.results().filter(snapshot=snapshot, agency__isnull=False)
    said = lines.annotate(said=Cast("payload", JSONField())).order_by("position")
    return {
        pk: NamedAgency(name, fold(name), text_sort_key(name))
        for pk, name in said.values_list("agency_id", KT("said__name"))
    }


def receipt_codes(snapshot: PeriodSnapshot) -> dict[int, str]:
    """The code on each agency's receipt, by agency."""
    lines = SnapshotLine.objects.filter(snapshot=snapshot, kind=LineKind.RESULT, code__isnull=False)
    return {pk: code for pk, code in lines.order_by("position").values_list("agency_id", "code") if pk}
