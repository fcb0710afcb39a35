"""All agencies of a month, as light rows without the breakdown, and their totals of twelve months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from agencies.enums import ComparisonGroup
from agencies.models import User
from agencies.models.dated import in_force
from evaluations.models import AgencyResult
from reporting.gather.months import Month


class Standing(NamedTuple):
    """One agency's published figures; ``groups`` are hundredths {code: [points or None, possible]}."""

    agency: int
    name: str
    folded: str
    group: str
    set_id: int
    total: Decimal | None
    coverage: Decimal
    confidence: str
    grade: str
    provisional: bool
    rank: int | None
    of: int | None
    headcount: int
    submitted: int
    reviewed: int
    inspections: int
    ratings: int
    rating_mean: Decimal | None
    gap_inspection: Decimal | None
    gap_citizen: Decimal | None
    groups: dict[str, list[int | None]]


_COLUMNS = (
    "agency_id",
    "agency__versions__short_name",
    "agency__versions__name_folded",
    "comparison_group",
    "criteria_set_id",
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
)
_ORDER = {group.value: at for at, group in enumerate(ComparisonGroup)}


def _visible(user: User, on: date, month: Month) -> Any:
    """Results of the month that the user may read, each with its agency's name on the month's last day."""
    seen = AgencyResult.objects.visible_to(user, on).filter(period=month.pk)
    return seen.filter(in_force(month.last_day, "agency__versions__"))


def standings(user: User, on: date, month: Month, *, with_groups: bool = True) -> list[Standing]:
    """Every agency of the month, by comparison group, rank (those without come last) and name.

    A page that shows no groups leaves their outlines in the database.
    """
    rows = _visible(user, on, month).order_by("agency__versions__name_sort", "agency_id")
    if with_groups:
        found = [Standing(*row) for row in rows.values_list(*_COLUMNS)]
    else:
        found = [Standing(*(*row, {})) for row in rows.values_list(*_COLUMNS[:-1])]
    return sorted(found, key=_place)


def _place(one: "Standing | Values") -> tuple[int, bool, int]:
    return _ORDER[one.group], one.rank is None, one.rank or 0


class Values(NamedTuple):
    """One agency's row of the heat map of all criteria: a whole per cent per position, None without data."""

    agency: int
    name: str
    folded: str
    group: str
    set_id: int
    total: Decimal | None
    rank: int | None
    values: tuple[int | None, ...]


def criterion_values(user: User, on: date, month: Month) -> list[Values]:
    """The rows of the heat map, in the order of the ranking."""
    rows = _visible(user, on, month).order_by("agency__versions__name_sort", "agency_id")
    found = rows.values_list(*_COLUMNS[:6], "rank", "values")
    return sorted((Values(*row) for row in found), key=_place)


@dataclass(frozen=True)
class Series:
    """Totals by agency over a window of months, oldest first."""

    totals: Mapping[int, list[Decimal | None]]

    @cached_property
    def low(self) -> int:
        """The foot of every drawn line: the lowest total of all, down to a whole ten, so lines compare."""
        known = [total for line in self.totals.values() for total in line if total is not None]
        return int(min(known) // 10 * 10) if known else 0

    def before(self, agency: int) -> Decimal | None:
        """The total of the month before the last, or None where there was none."""
        line = self.totals.get(agency, [])
        return line[-2] if len(line) > 1 else None

    def change(self, agency: int) -> Decimal | None:
        """Last total minus the one before, in points; None unless both are there."""
        line = self.totals.get(agency, [])
        if len(line) < 2 or line[-1] is None or line[-2] is None:
            return None
        return line[-1] - line[-2]


def series(user: User, on: date, window: Iterable[Month], agency: int | None = None) -> Series:
    """The totals of all visible agencies (or of one) in the months of ``window``; provisional ones are gaps.

    A provisional figure stands on too little to be compared, so a trend leaves it out as it leaves out
    months without data.
    """
    months = {month.pk: at for at, month in enumerate(window)}
    seen = AgencyResult.objects.visible_to(user, on).filter(period__in=list(months), is_provisional=False)
    if agency is not None:
        seen = seen.filter(agency=agency)
    totals: dict[int, list[Decimal | None]] = {}
    for one, period, total in seen.order_by("agency_id").values_list("agency_id", "period_id", "total"):
        line = totals.get(one)
        if line is None:
            line = totals[one] = [None] * len(months)
        line[months[period]] = total
    return Series(totals)
