"""How many forms each agency is owed in a period: the denominator of its response rate."""

from collections.abc import Collection

from django.db.models import Count

from agencies.models import AgencyVersion
from agencies.models.dated import in_force
from evaluations.models import Period


def gather_headcounts(period: Period, only: Collection[int] | None = None) -> dict[int, int]:
    """Distinct people per rated agency who hold a post there on the period's last day."""
    standing = AgencyVersion.objects.as_of(period.last_day).filter(rated_agency__isnull=False)
    if only is not None:
        standing = standing.filter(rated_agency__in=list(only))
    posted = standing.filter(in_force(period.last_day, "agency__postings__"))
    counts = posted.values_list("rated_agency").annotate(
        people=Count("agency__postings__staff", distinct=True)
    )
    return dict(counts.order_by("rated_agency"))
