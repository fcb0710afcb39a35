"""What concluded inspections say: this month's and those still carried (clause S4)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from core.clock import months_back
from evaluations.enums import InspectionState, Severity, Source
from evaluations.models import Inspection, Observation, Period
from evaluations.rules.inputs import KnockOut, SourceInput


@dataclass(slots=True)
class Inspected:
    """One agency's inspections as the rules want them; ``records`` counts the observations read."""

    inputs: list[SourceInput] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    knock_outs: list[KnockOut] = field(default_factory=list)
    visits: int = 0
    visits_now: int = 0
    records: int = 0


def gather_inspected(
    period: Period, positions: dict[str, int], carry_months: int, only: Collection[int] | None = None
) -> dict[int, Inspected]:
    """Observations by agency and criterion, pooled per month; ``positions`` maps codes to positions."""
    within = counted_visits(period, carry_months, only)
    found: dict[int, Inspected] = defaultdict(Inspected)
    _count_visits(found, period, within)
    rows = (
        Observation.objects.filter(*(Q(**{f"inspection__{name}": value}) for name, value in within.items()))
        .values_list(
            "inspection__agency_id", "criterion__code", "inspection__period__starts_on", "not_applicable"
        )
        .annotate(
            n=Sum("n"), k=Sum("k"), rows=Count("id"), critical=Count("id", Q(severity=Severity.CRITICAL))
        )
        .order_by("inspection__agency_id", "criterion__code", "-inspection__period__starts_on")
    )
    for agency_id, code, month, not_applicable, n, k, count, critical in rows:
        position = positions.get(code)
        if position is None:
            continue
        agency = found[agency_id]
        agency.records += count
        age = (period.starts_on.year - month.year) * 12 + period.starts_on.month - month.month
        if not_applicable:
            agency.skipped.setdefault(position, "Đoàn kiểm tra ghi nhận: không áp dụng.")
            continue
        agency.inputs.append(SourceInput(position, Source.INSPECTION.value, n, k, age))
        if critical and age == 0:
            agency.knock_outs.append(KnockOut(f"Vi phạm đặc biệt nghiêm trọng về tiêu chí {code}"))
    for agency in found.values():
        _seen_applies(agency)
    return found


def counted_visits(
    period: Period, carry_months: int, only: Collection[int] | None = None
) -> dict[str, object]:
    """The conditions on inspections that count in ``period``: concluded, visited in it or within the carry."""
    within: dict[str, object] = {
        "state": InspectionState.CONCLUDED,
        "visited_on__gte": months_back(period.starts_on, carry_months),
        "visited_on__lt": period.ends_on,
    }
    if only is not None:
        within["agency_id__in"] = list(only)
    return within


def _count_visits(found: dict[int, Inspected], period: Period, within: dict[str, object]) -> None:
    visits = (
        Inspection.objects.filter(**within)
        .values_list("agency_id")
        .annotate(visits=Count("id"), now=Count("id", Q(visited_on__gte=period.starts_on)))
        .order_by("agency_id")
    )
    for agency_id, count, now in visits:
        found[agency_id].visits, found[agency_id].visits_now = count, now


def _seen_applies(agency: Inspected) -> None:
    """What one visit saw applies, whatever another visit noted."""
    for seen in agency.inputs:
        agency.skipped.pop(seen.position, None)
