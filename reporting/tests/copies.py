"""More agencies with the results of one, so that a page meets a province of any size."""

from agencies.enums import AgencyKind
from agencies.tests.factories import make_agency
from evaluations.models import AgencyResult, Period


def grow(period: Period, count: int) -> None:
    """``count`` further communes in ``period``, each with a copy of the first result that has a total."""
    model = AgencyResult.objects.in_period(period).filter(total__isnull=False).order_by("agency_id")[0]
    rows = []
    for number in range(count):
        agency = make_agency(f"Xã thứ {number}", AgencyKind.COMMUNE)
        fields = {field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields}
        rows.append(
            AgencyResult(**{**fields, "id": None, "agency_id": agency.pk, "comparison_group": "commune"})
        )
    AgencyResult.objects.bulk_create(rows)
