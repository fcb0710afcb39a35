"""Filling in where new versions of agencies stand, one or a whole province at once."""

from collections.abc import Iterable, Sequence
from datetime import date

from agencies.models import AgencyVersion
from agencies.rules.placing import Place, place_under
from core.errors import Refused


class ParentNotInForce(Refused):
    """The agency above does not exist on the day from which the new version holds."""

    def __init__(self, version: AgencyVersion) -> None:
        super().__init__(
            f"Không xếp được “{version.name}”: cơ quan cấp trên chưa có hoặc đã kết thúc vào ngày "
            f"{version.starts_on:%d/%m/%Y}. Hãy chọn cơ quan cấp trên hoặc ngày khác."
        )


def place_versions(versions: Sequence[AgencyVersion]) -> None:
    """Fill path, rated agency and search fields of unsaved ``versions``, in any order, by one query.

    A version stands under its parent's version in force on its own first day, looked for among
    ``versions`` and then in the database; ``agency`` and ``parent`` must be saved. Saves nothing: use
    ``bulk_create``. Raises ParentNotInForce, or ValueError where an agency would stand under itself.
    """
    batch = _by_agency(versions)
    outside = {version.parent_id for version in versions if version.parent_id} - batch.keys()
    stored = _by_agency(AgencyVersion.objects.filter(agency__in=outside)) if outside else {}
    known = {
        version.pk: Place(version.path, version.rated_agency_id)
        for group in stored.values()
        for version in group
    }
    places: dict[int, Place] = {}

    def place(version: AgencyVersion, below: frozenset[int]) -> Place:
        if version.pk in known:
            return known[version.pk]
        if id(version) not in places:
            if version.agency_id in below:
                raise ValueError(f"agency {version.agency_id} would stand under itself")
            above = _parent_of(version, batch, stored)
            top = place(above, below | {version.agency_id}) if above else None
            places[id(version)] = place_under(version.agency_id, version.kind, top)
        return places[id(version)]

    for version in versions:
        found = place(version, frozenset())
        version.path, version.rated_agency_id = found.path, found.rated_agency_id
        version.fill_search_fields()


def place_version(version: AgencyVersion) -> None:
    """Fill path, rated agency and search fields of one unsaved version; see :func:`place_versions`."""
    place_versions([version])


def _by_agency(versions: Iterable[AgencyVersion]) -> dict[int, list[AgencyVersion]]:
    found: dict[int, list[AgencyVersion]] = {}
    for version in versions:
        found.setdefault(version.agency_id, []).append(version)
    return found


def _parent_of(version: AgencyVersion, *groups: dict[int, list[AgencyVersion]]) -> AgencyVersion | None:
    if version.parent_id is None:
        return None
    for group in groups:
        for above in group.get(version.parent_id, ()):
            if _holds(above, version.starts_on):
                return above
    raise ParentNotInForce(version)


def _holds(version: AgencyVersion, on: date) -> bool:
    return version.starts_on <= on and (version.ends_on is None or on < version.ends_on)
