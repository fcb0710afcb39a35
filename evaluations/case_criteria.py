"""The criteria to which citizens' cases count, for the desk that judges cases."""

from datetime import date

from agencies.models import AgencyVersion
from agencies.rules.comparison import comparison_group
from evaluations.models import Criterion, PeriodSet
from evaluations.rules.cases import CASES
from feedback.criteria import register


@register
def criteria_of_cases(agency_id: int, on: date) -> list[tuple[str, str]]:
    """(code, statement) of the set by which the agency is scored in the month of ``on``; three queries."""
    kind = AgencyVersion.objects.as_of(on).filter(agency=agency_id).values_list("kind", flat=True).first()
    if kind is None:
        return []
    used = PeriodSet.objects.filter(
        period__kind="month",
        period__starts_on__lte=on,
        period__ends_on__gt=on,
        comparison_group=comparison_group(kind),
    )
    rows = Criterion.objects.filter(criteria_set__in=used.values("criteria_set")).order_by("position")
    return [
        (code, statement)
        for code, statement, params in rows.values_list("code", "statement", "params")
        if params.get("citizen_reads") == CASES
    ]
