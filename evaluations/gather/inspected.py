"""What concluded inspections say: this month's and those still carried (clause S4)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q

from core.clock import months_back
from evaluations.enums import InspectionState, Severity, Source
from evaluations.gather.narrowed import Param, narrowed
from evaluations.gather.sets import LoadedSet
from evaluations.models import Period
from evaluations.rules.inputs import KnockOut, SourceInput, make_input

# Concluded after its month had closed, an inspection counts from the month of its conclusion (S4, S15).
_COUNTED = "i.state = %s AND i.visited_on >= %s AND COALESCE(i.counts_from, i.visited_on) < %s"
# Rows without a criterion are the visits themselves: n counts them, k those of this month.
_SEEN = """
SELECT i.agency_id, o.criterion_id, p.starts_on, o.not_applicable,
       COALESCE(u.n, o.n), COALESCE(u.k, o.k), COALESCE(u.severity, o.severity), i.counts_from
FROM evaluations_inspection i
JOIN evaluations_period p ON p.id = i.period_id
JOIN evaluations_observation o ON o.inspection_id = i.id
LEFT JOIN evaluations_findingoutcome u ON u.inspection_id = i.id AND u.criterion_id = o.criterion_id
WHERE {where} AND COALESCE(u.upheld, {true})
UNION ALL
SELECT i.agency_id, NULL, NULL, NULL,
       count(*), sum(CASE WHEN i.visited_on >= %s THEN 1 ELSE 0 END), NULL, NULL
FROM evaluations_inspection i WHERE {where} GROUP BY i.agency_id
"""
SKIPPED = "Đoàn kiểm tra ghi nhận: không áp dụng."
INSPECTION, CRITICAL = Source.INSPECTION.value, Severity.CRITICAL.value


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
    period: Period, sets: Mapping[int, LoadedSet], carry_months: int, only: Collection[int] | None = None
) -> dict[int, Inspected]:
    """Observations by agency and criterion; ``sets`` tells the set by which each agency is scored."""
    earliest = months_back(period.starts_on, carry_months)
    counted: list[Param] = [InspectionState.CONCLUDED.value, earliest, period.ends_on]
    where, params = narrowed(_COUNTED, counted, "i.agency_id", only)
    found: dict[int, Inspected] = defaultdict(Inspected)
    true = "TRUE" if connection.vendor == "postgresql" else "1"
    with connection.cursor() as cursor:
        cursor.execute(_SEEN.format(where=where, true=true), [*params, period.starts_on, *params])
        rows = cursor.fetchall()
    for agency_id, _, _, _, visits, now, *_ in [row for row in rows if row[1] is None]:
        found[agency_id].visits, found[agency_id].visits_now = visits, now
    _add_seen(found, sets, period, [row for row in rows if row[1] is not None])
    for agency in found.values():
        _seen_applies(agency)
    return found


def counted_visits(period: Period, carry_months: int, only: Collection[int], prefix: str) -> Q:
    """The condition on rows whose inspection (``prefix``, as "inspection__") counts in ``period``.

    The same as ``_COUNTED``, for agencies ``only``.
    """
    within = {
        "state": InspectionState.CONCLUDED,
        "visited_on__gte": months_back(period.starts_on, carry_months),
        "agency_id__in": list(only),
    }
    since = Q(**{f"{prefix}counts_from__isnull": True, f"{prefix}visited_on__lt": period.ends_on})
    since |= Q(**{f"{prefix}counts_from__lt": period.ends_on})
    return Q(**{f"{prefix}{name}": value for name, value in within.items()}) & since


Observed = tuple[int, int, date, bool, int, int, str, date | None]
"""agency, criterion, first day of the visit's month, not applicable, n, k, severity, counts from"""


def _add_seen(
    found: dict[int, Inspected], sets: Mapping[int, LoadedSet], period: Period, seen: list[Observed]
) -> None:
    ages = {month: _months_between(month, period.starts_on) for month in {row[2] for row in seen}}
    for agency_id, criterion_id, month, not_applicable, n, k, severity, counts_from in seen:
        loaded = sets.get(agency_id)
        position = loaded.places[criterion_id] if loaded else None
        if loaded is None or position is None:
            continue
        agency = found[agency_id]
        agency.records += 1
        if not_applicable:
            agency.skipped[position] = SKIPPED
            continue
        agency.inputs.append(make_input((position, INSPECTION, n, k, ages[month], ())))
        # in the first month that counts it, which is not the visit's own where that had closed (S8, S15)
        if severity == CRITICAL and (counts_from or month) == period.starts_on:
            code = loaded.rules.criteria[position].code
            agency.knock_outs.append(KnockOut(f"Vi phạm đặc biệt nghiêm trọng về tiêu chí {code}"))


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _seen_applies(agency: Inspected) -> None:
    """What one visit saw applies, whatever another visit noted."""
    if agency.skipped:
        for seen in agency.inputs:
            agency.skipped.pop(seen.position, None)
