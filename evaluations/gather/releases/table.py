"""The released table of a snapshot with the names of its agencies; a constant number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agencies.enums import ComparisonGroup
from agencies.models import AgencyVersion
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
    """An agency as it was called on the period's last day; ``folded`` is without accents."""

    name: str
    short_name: str
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
    names = names_on(period.last_day, list(rows))
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


def names_on(day: date, agencies: list[int]) -> dict[int, NamedAgency]:
    """The agencies' names on a day."""
    versions = AgencyVersion.objects.as_of(day).filter(agency__in=agencies).order_by("agency_id")
    columns = ("agency_id", "name", "short_name", "name_folded", "name_sort")
    return {pk: NamedAgency(*words) for pk, *words in versions.values_list(*columns)}


def receipt_codes(snapshot: PeriodSnapshot) -> dict[int, str]:
    """The code on each agency's receipt, by agency."""
    lines = SnapshotLine.objects.filter(snapshot=snapshot, kind=LineKind.RESULT, code__isnull=False)
    return {pk: code for pk, code in lines.order_by("position").values_list("agency_id", "code") if pk}
