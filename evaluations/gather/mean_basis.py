"""What the mean of a quarter or a year stands on: its closed months, and the answers given when all were."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max

from core import clock
from core.dates import format_month
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import AgencyResult, Period, PeriodSummary
from evaluations.models.closing import PeriodSnapshot

STANDS_ON = "stands_on"
"""Where a mean's stored breakdown says it."""


class Basis(NamedTuple):
    """The closed months by first day, each with the revision that stands, and those still to be closed."""

    closed: Mapping[date, int | None]
    still_open: tuple[date, ...]

    @property
    def named(self) -> list[str]:
        """The months still to be closed, as a sentence names them."""
        return [f"tháng {format_month(month)}" for month in self.still_open]

    def told(self, conditions: Mapping[str, bool]) -> dict[str, Any]:
        """What is kept with the result: months and revisions, the answers, and whether they are final."""
        months = {month.isoformat(): revision for month, revision in sorted(self.closed.items())}
        return {"months": months, "conditions": dict(conditions), "settled": not self.still_open}


def months_of(period: Period) -> list[date]:
    """The first days of the calendar months of a period."""
    first = period.starts_on
    months = (period.ends_on.year - first.year) * 12 + period.ends_on.month - first.month
    starts = (divmod(first.month - 1 + ahead, 12) for ahead in range(months))
    return [date(first.year + years, month + 1, 1) for years, month in starts]


def basis_of(period: Period, today: date) -> Basis:
    """What the period may stand on today (one statement).

    A month that was never opened is waited for until the period is over; then it is missing for good (S4).
    """
    inside = Period.objects.months().filter(starts_on__gte=period.starts_on, ends_on__lte=period.ends_on)
    rows = inside.order_by().annotate(newest=Max("snapshots__revision"))
    found = {
        start: (state, newest) for start, state, newest in rows.values_list("starts_on", "state", "newest")
    }
    closed = {start: newest for start, (state, newest) in found.items() if state == PeriodState.CLOSED}
    over = period.ends_on <= today
    waited = [one for one in months_of(period) if one not in closed and not (over and one not in found)]
    return Basis(closed, tuple(waited))


def settled_answers(period: Period, agencies: Collection[int]) -> dict[int, dict[str, bool]]:
    """By agency the conditions as answered when all months were closed: later facts do not move them."""
    rows = AgencyResult.objects.filter(period=period, agency__in=agencies).order_by()
    told = {pk: breakdown.get(STANDS_ON) or {} for pk, breakdown in rows.values_list("agency", "breakdown")}
    return {pk: stands["conditions"] for pk, stands in told.items() if stands.get("settled")}


def is_settled(period: Period, today: date) -> bool:
    """Whether the stored mean is of all months, closed, in the revisions that stand."""
    if period.kind == PeriodKind.MONTH or basis_of(period, today).still_open:
        return False
    done = PeriodSummary.objects.filter(period=period).values_list("computed_at", flat=True).first()
    if done is None or clock.local_day(done) < period.ends_on:
        return False
    later = PeriodSnapshot.objects.filter(
        period__kind=PeriodKind.MONTH,
        period__starts_on__gte=period.starts_on,
        period__ends_on__lte=period.ends_on,
        made_at__gt=done,
    )
    return not later.exists()
