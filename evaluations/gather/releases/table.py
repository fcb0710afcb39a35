"""The released table of a snapshot with the names of its agencies; a constant number of statements."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import JSONField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from agencies.enums import ComparisonGroup
from core.text import fold, text_sort_key
from evaluations.enums import LineKind
from evaluations.models import AgencyResult, Period, PeriodSnapshot, RankingRelease, SnapshotLine
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
    "headcount",
)
SET = ("criteria_set__code", "criteria_set__version")
GROUPS = [group.value for group in ComparisonGroup if group is not ComparisonGroup.NONE]


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as the snapshot calls it; ``folded`` is without accents."""

    name: str
    folded: str
    sort: str


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A snapshot's ranking as it is released; ``labels`` are its sets' names of bands, by set and grade."""

    groups: list[GroupTable]
    names: Mapping[int, NamedAgency]
    labels: Mapping[tuple[int, str], str]


def table_of(snapshot: PeriodSnapshot, before: PeriodSnapshot | None) -> ReleasedTable:
    """The table of the newest snapshot of a period, gains since ``before``; of a replaced one it is empty.

    ``before`` must be a snapshot whose own ranking whoever reads the table may read: total − gain is its
    figure.
    """
    rows, keys = _released(snapshot)
    names = _names(snapshot)
    past = {} if before is None else _released(before)[0]
    ordered = sorted(rows.values(), key=lambda row: names[row.agency].sort if row.agency in names else "")
    return ReleasedTable(released_table(ordered, past, GROUPS), names, _labels(snapshot, keys))


def released_before(period: Period) -> PeriodSnapshot | None:
    """The snapshot of the period of the same kind that ended where this one begins, if its ranking stands."""
    released = RankingRelease.objects.current().released().select_related("snapshot__period")
    found = released.filter(snapshot__period__kind=period.kind, snapshot__period__ends_on=period.starts_on)
    standing = found.order_by("pk").first()
    return None if standing is None else standing.snapshot


def _released(snapshot: PeriodSnapshot) -> tuple[dict[int, Released], dict[int, str]]:
    """The results by agency, and the key "code/version" of each set among them."""
    found = list(
        AgencyResult.objects.filter(snapshot=snapshot).order_by("agency_id").values_list(*COLUMNS, *SET)
    )
    rows = {row[0]: Released(*row[:-2]) for row in found}
    return rows, {row[2]: f"{row[-2]}/{row[-1]}" for row in found}


def _labels(snapshot: PeriodSnapshot, keys: Mapping[int, str]) -> dict[tuple[int, str], str]:
    """What each set calls its bands, as it was sealed."""
    lines = SnapshotLine.objects.filter(snapshot=snapshot, kind=LineKind.SET).order_by("position")
    said = lines.annotate(said=Cast("payload", JSONField()))
    bands = {
        key: json.loads(text or "[]")
        for key, text in said.values_list(KT("said__key"), KT("said__rules__bands"))
    }
    return {
        (set_id, band["grade"]): band["label"]
        for set_id, key in keys.items()
        for band in bands.get(key, ())
        if band["label"]
    }


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
