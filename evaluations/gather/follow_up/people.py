"""Who is concerned today (agencies.gather.heads), and what agencies were called last."""

from collections.abc import Iterable
from datetime import date

from agencies.gather.heads import heads_by_agency, heads_on, home_affairs_on
from agencies.models import AgencyVersion

__all__ = ["heads_by_agency", "heads_on", "home_affairs_on", "last_names"]


def last_names(agency_ids: Iterable[int], on: date) -> dict[int, str]:
    """What each agency is called on ``on``; one that has ended goes by its last name. One query."""
    versions = AgencyVersion.objects.filter(agency__in=list(agency_ids), starts_on__lte=on)
    return dict(versions.order_by("starts_on").values_list("agency_id", "name"))
