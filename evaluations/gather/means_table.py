"""A quarter's or a year's stored results beside the months they are the mean of."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from agencies.models import AgencyVersion
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import AgencyResult, Period

NARROW = (
    "agency",
    "comparison_group",
    "total",
    "coverage",
    "grade",
    "is_provisional",
    "rank",
    "ranked_of",
)


@dataclass(frozen=True, slots=True)
class MeanLine:
    """One agency: its months' totals by first day (None = none, provisional, not closed), and the mean."""

    name: str
    group: str
    months: Mapping[date, Decimal | None]
    total: Decimal | None
    coverage: Decimal
    grade: str
    is_provisional: bool
    rank: int | None
    ranked_of: int | None


def mean_lines(period: Period, results: QuerySet[AgencyResult]) -> list[MeanLine]:
    """The results given, in order of group, place and name; three statements at any size."""
    rows = list(results.order_by().values(*NARROW))
    agencies = {row["agency"] for row in rows}
    months = _months(period, agencies)
    named = AgencyVersion.objects.as_of(period.last_day).filter(agency__in=agencies)
    names = dict(named.order_by().values_list("agency", "name"))
    lines = [_line(row, names.get(row["agency"], ""), months[row["agency"]]) for row in rows]
    return sorted(lines, key=lambda line: (line.group, line.rank is None, line.rank or 0, line.name))


def _months(period: Period, agencies: Collection[int]) -> Mapping[int, dict[date, Decimal | None]]:
    rows = AgencyResult.objects.filter(
        agency__in=agencies,
        period__kind=PeriodKind.MONTH,
        period__state=PeriodState.CLOSED,
        period__starts_on__gte=period.starts_on,
        period__ends_on__lte=period.ends_on,
    )
    found: dict[int, dict[date, Decimal | None]] = defaultdict(dict)
    columns = rows.order_by().values_list("agency", "period__starts_on", "total", "is_provisional")
    for agency, month, total, is_provisional in columns:
        found[agency][month] = None if is_provisional else total
    return found


def _line(row: Mapping[str, object], name: str, months: Mapping[date, Decimal | None]) -> MeanLine:
    told = {field: row[field] for field in NARROW if field not in ("agency", "comparison_group")}
    return MeanLine(name=name, group=str(row["comparison_group"]), months=months, **told)  # type: ignore[arg-type]
