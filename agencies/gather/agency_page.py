"""One agency's page: who it is, what stands above and below, what it came from and went into."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from agencies.enums import Position
from agencies.gather.names import last_names, names_on, path_ids
from agencies.models import Agency, AgencySuccession, AgencyVersion, Posting
from core.dates import format_day


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the agency's origin or succession."""

    succession: AgencySuccession
    other: AgencyVersion
    is_origin: bool

    @property
    def relation(self) -> str:
        """How the other agency relates to this one, as the screen says it."""
        return "Tiếp nhận từ" if self.is_origin else "Chuyển sang"


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """What the page shows, as of ``day``: today, or the last day of an agency that ended."""

    agency: Agency
    version: AgencyVersion
    day: date
    ended_on: date | None
    above: list[AgencyVersion]
    below: list[AgencyVersion]
    versions: list[AgencyVersion]
    links: list[Link]
    head: Posting | None


def agency_page(agency: Agency, today: date) -> AgencyPage | None:
    """Read the page of ``agency``, or None when it has no version at all; a constant number of queries."""
    versions = list(agency.versions.order_by("starts_on"))
    if not versions:
        return None
    version, day, ended_on = _shown(versions, today)
    above = names_on(path_ids(version.path)[:-1], day)
    return AgencyPage(
        agency=agency,
        version=version,
        day=day,
        ended_on=ended_on,
        above=[above[pk] for pk in path_ids(version.path)[:-1] if pk in above],
        below=list(AgencyVersion.objects.as_of(day).filter(parent=agency).in_name_order()),
        versions=versions,
        links=_links(agency),
        head=_head(agency, day),
    )


def _shown(versions: list[AgencyVersion], today: date) -> tuple[AgencyVersion, date, date | None]:
    """The version to show, the day to read the page on, and the day it ended if it did."""
    current = [
        row for row in versions if row.starts_on <= today and (row.ends_on is None or today < row.ends_on)
    ]
    if current:
        return current[0], today, None
    begun = [row for row in versions if row.starts_on <= today]
    if not begun:
        return versions[0], versions[0].starts_on, None
    last = begun[-1]
    assert last.ends_on is not None
    return last, last.ends_on - timedelta(days=1), last.ends_on


def _links(agency: Agency) -> list[Link]:
    rows = list(
        AgencySuccession.objects.filter(Q(predecessor=agency) | Q(successor=agency))
        .select_related("reorganisation")
        .order_by("reorganisation__in_force_on", "kind", "pk")
    )
    names = last_names(
        row.predecessor_id if row.successor_id == agency.pk else row.successor_id for row in rows
    )
    links = []
    for row in rows:
        is_origin = row.successor_id == agency.pk
        other = names.get(row.predecessor_id if is_origin else row.successor_id)
        if other is not None:
            links.append(Link(row, other, is_origin))
    return links


def _head(agency: Agency, day: date) -> Posting | None:
    """Who leads it; the name of a head is public, the rest of the staff is not (RELIABILITY §2.2)."""
    heads = Posting.objects.as_of(day).filter(agency=agency, position__in=(Position.HEAD, Position.UNIT_HEAD))
    return heads.select_related("staff").order_by("position", "kind", "starts_on", "pk").first()


def story(versions: list[AgencyVersion]) -> list[dict[str, str]]:
    """The versions as items of the timeline component, newest first."""
    items = []
    for version in reversed(versions):
        until = "" if version.ends_on is None else f" đến trước {format_day(version.ends_on)}"
        items.append(
            {
                "when": f"Từ {format_day(version.starts_on)}{until}",
                "title": version.name,
                "kind": "neutral" if version.ends_on else "info",
                "text": version.address,
            }
        )
    return items
