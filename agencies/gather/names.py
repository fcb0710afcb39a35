"""What agencies were called, on a day or last."""

from collections.abc import Iterable
from datetime import date

from agencies.models import AgencyVersion


def names_on(agency_ids: Iterable[int], on: date) -> dict[int, AgencyVersion]:
    """The version of each of ``agency_ids`` in force on ``on``; those that did not exist are missing."""
    versions = AgencyVersion.objects.as_of(on).filter(agency__in=set(agency_ids))
    return {version.agency_id: version for version in versions}


def last_names(agency_ids: Iterable[int]) -> dict[int, AgencyVersion]:
    """The newest version of each of ``agency_ids``, ended or not."""
    versions = AgencyVersion.objects.filter(agency__in=set(agency_ids)).order_by("agency_id", "starts_on")
    return {version.agency_id: version for version in versions}


def version_on(versions: Iterable[AgencyVersion], on: date) -> AgencyVersion:
    """Of one agency's ``versions`` (oldest first) the one in force on ``on``, else the nearest in time."""
    listed = list(versions)
    begun = [version for version in listed if version.starts_on <= on]
    return begun[-1] if begun else listed[0]


def path_ids(path: str) -> list[int]:
    """The agencies on a path from the root down: "/1/12/40/" gives [1, 12, 40]."""
    return [int(part) for part in path.split("/") if part]
