"""Indices that others measured, with their history; shown beside a score, never part of it."""

from decimal import Decimal
from typing import NamedTuple

from registers.enums import IndexKind
from registers.models import ExternalIndex


class Point(NamedTuple):
    """One year of one index: its value of at most ``scale``, and the rank of how many where one was given."""

    year: int
    value: Decimal
    scale: Decimal
    rank: int | None
    ranked_of: int | None
    document: str


class History(NamedTuple):
    """One index of an agency over the years, oldest first."""

    kind: str
    label: str
    points: tuple[Point, ...]


def history(agency_id: int) -> list[History]:
    """Every index of an agency with its years, in the order of the closed list; one query."""
    rows = ExternalIndex.objects.filter(agency=agency_id).order_by("year")
    points: dict[str, list[Point]] = {}
    for row in rows:
        point = Point(row.year, row.value, row.scale, row.rank, row.ranked_of, row.document)
        points.setdefault(row.kind, []).append(point)
    return [
        History(kind, str(label), tuple(points[kind])) for kind, label in IndexKind.choices if kind in points
    ]
