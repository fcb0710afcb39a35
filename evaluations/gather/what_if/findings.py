"""What a stored score does not tell: critical findings of the month, and inspections that had lapsed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from evaluations.enums import InspectionState, Severity
from evaluations.gather.inspected import Inspected, gather_inspected
from evaluations.gather.narrowed import Param
from evaluations.gather.sets import LoadedSet
from evaluations.models import Period
from evaluations.rules.inputs import KnockOut

# The same condition as evaluations.gather.inspected: a finding weighs in the first month that counts it.
_CRITICAL = """
SELECT i.agency_id, COALESCE(i.counts_from, p.starts_on), c.code
FROM evaluations_inspection i
JOIN evaluations_period p ON p.id = i.period_id
JOIN evaluations_observation o ON o.inspection_id = i.id
JOIN evaluations_criterion c ON c.id = o.criterion_id
LEFT JOIN evaluations_findingoutcome u ON u.inspection_id = i.id AND u.criterion_id = o.criterion_id
WHERE i.state = %s AND COALESCE(u.severity, o.severity) = %s AND COALESCE(u.upheld, {true})
  AND NOT o.not_applicable AND i.visited_on < %s
ORDER BY i.agency_id, c.code
"""
Findings = Mapping[tuple[int, date], Sequence[KnockOut]]


def critical_findings(periods: Iterable[Period]) -> Findings:
    """The critical findings by agency and first day of the month that counts them (S8), in one statement."""
    found: dict[tuple[int, date], list[KnockOut]] = defaultdict(list)
    last = max((period.ends_on for period in periods), default=date.min)
    true = "TRUE" if connection.vendor == "postgresql" else "1"
    params: list[Param] = [InspectionState.CONCLUDED.value, Severity.CRITICAL.value, last]
    with connection.cursor() as cursor:
        cursor.execute(_CRITICAL.format(true=true), params)
        for agency, day, code in cursor.fetchall():
            month = date.fromisoformat(day) if isinstance(day, str) else day
            found[agency, month].append(KnockOut(f"Vi phạm đặc biệt nghiêm trọng về tiêu chí {code}"))
    return found


def carried_longer(period: Period, sets: Mapping[int, LoadedSet], carry: int) -> dict[int, Inspected]:
    """The month's inspections as far back as ``carry`` months, by agency; one statement."""
    return gather_inspected(period, sets, carry)
