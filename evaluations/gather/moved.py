"""What moved an agency's total since the period before (S14), read from the stored results of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from evaluations.enums import LineKind, PeriodState
from evaluations.gather.explained import result_said
from evaluations.gather.sets import load_set
from evaluations.models import AgencyResult, Period, SnapshotLine
from evaluations.rules.movement import Movement, Side, movement
from evaluations.rules.results import AgencyScore, unpack

NO_BEFORE = "Không có kỳ trước để so."
NOTHING_BEFORE = "Kỳ trước cơ quan chưa có điểm nên không so được."
NOTHING_NOW = "Kỳ này cơ quan chưa có điểm nên không so được."
PROVISIONAL = "Điểm tạm tính do độ phủ thấp dựa trên quá ít dữ liệu nên không so với kỳ khác."


@dataclass(frozen=True, slots=True)
class Moved:
    """The movement since ``before`` (the label of that period), or the reason why there is none."""

    before: str
    movement: Movement | None
    why_not: str = ""


def moved(agency_id: int, period_id: int) -> Moved:
    """Why the total moved since the last period of the same kind; three statements at most."""
    period, before = _two(period_id)
    if before is None:
        return Moved("", None, NO_BEFORE)
    results = {row.period_id: row for row in _results(agency_id, (period, before))}
    was, now = results.get(before.pk), results.get(period.pk)
    if now is None or now.total is None:
        return Moved(before.label, None, NOTHING_NOW)
    if was is None or was.total is None:
        return Moved(before.label, None, NOTHING_BEFORE)
    if was.is_provisional or now.is_provisional:
        return Moved(before.label, None, PROVISIONAL)
    first = _first_scores((was, now))
    return Moved(before.label, movement(_side(was, first), _side(now, first)))


def _two(period_id: int) -> tuple[Period, Period | None]:
    """The period and the one of its kind before it."""
    this = Period.objects.filter(pk=period_id)
    found = list(
        Period.objects.filter(kind__in=this.values("kind"), starts_on__lte=this.values("starts_on")[:1])
        .exclude(state=PeriodState.SCHEDULED)
        .order_by("-starts_on")[:2]
    )
    return found[0], found[1] if len(found) > 1 else None


def _results(agency_id: int, periods: Iterable[Period]) -> QuerySet[AgencyResult]:
    return AgencyResult.objects.filter(agency=agency_id, period__in=list(periods)).select_related("snapshot")


def _first_scores(rows: Iterable[AgencyResult]) -> Mapping[int, AgencyScore]:
    """By period the score of the first closing, of those that were corrected since."""
    corrected = [row for row in rows if row.snapshot and row.snapshot.revision > 1]
    if not corrected:
        return {}
    lines = SnapshotLine.objects.filter(
        snapshot__period__in=[row.period_id for row in corrected],
        snapshot__revision=1,
        kind=LineKind.RESULT,
        agency=corrected[0].agency_id,
    )
    found = lines.order_by("pk").values_list("snapshot__period", "payload")
    return {period: unpack(result_said(payload)["breakdown"]) for period, payload in found}


def _side(row: AgencyResult, first: Mapping[int, AgencyScore]) -> Side:
    now = unpack(row.breakdown)
    return Side(load_set(row.criteria_set_id).rules, first.get(row.period_id, now), now)
