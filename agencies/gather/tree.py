"""The tree of a day, the days on which it changed, and finding agencies by present and former names."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.gather.names import names_on
from agencies.models import AgencySuccession, AgencyVersion, Reorganisation
from agencies.rules.heirs import heirs
from agencies.rules.tree import Branch, Node, branches
from core.dates import format_day


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch between two reorganisations; ``day`` is one on which its tree can be read."""

    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit: the name that matched, how the agency is called now, and who carries on if it ended."""

    version: AgencyVersion
    now: AgencyVersion | None
    heirs: list[AgencyVersion]

    @property
    def was_renamed(self) -> bool:
        """Whether the agency lives on under another name than the one that matched."""
        return self.now is not None and self.now.name != self.version.name


def eras(today: date) -> list[Era]:
    """From now backwards: today's tree, then the day before each reorganisation in force."""
    days = Reorganisation.objects.filter(in_force_on__lte=today).order_by("-in_force_on")
    changes = list(days.values_list("in_force_on", flat=True).distinct())
    past = [Era(f"Trước {format_day(day)}", day - timedelta(days=1)) for day in changes]
    return [Era("Hiện nay", today), *past]


def tree_on(day: date) -> list[Branch]:
    """The roots of the organisation as it stood on ``day``, siblings in name order; one query."""
    rows = AgencyVersion.objects.as_of(day).in_name_order()
    return branches(
        Node(*row) for row in rows.values_list("agency_id", "name", "short_name", "kind", "parent_id")
    )


def matches(words: str) -> list[int]:
    """Ids of the versions whose name holds ``words``, the newest of each agency, in name order."""
    rows = AgencyVersion.objects.named(words).order_by("name_sort", "agency_id", "-starts_on")
    newest: dict[int, int] = {}
    for agency_id, version_id, _start in rows.values_list("agency_id", "pk", "starts_on"):
        newest.setdefault(agency_id, version_id)
    return list(newest.values())


def found(version_ids: list[int], today: date) -> list[Found]:
    """The hits of one page, in the order of ``version_ids``."""
    versions = AgencyVersion.objects.in_bulk(version_ids)
    successors = _successors()
    living = frozenset(AgencyVersion.objects.as_of(today).values_list("agency_id", flat=True))
    taken_over = {
        version.agency_id: heirs(version.agency_id, successors, living) for version in versions.values()
    }
    ids = [*taken_over, *(heir for found_heirs in taken_over.values() for heir in found_heirs)]
    now = names_on(ids, today)
    return [
        Found(version, now.get(version.agency_id), [now[heir] for heir in taken_over[version.agency_id]])
        for version in (versions[pk] for pk in version_ids)
    ]


def _successors() -> dict[int, list[int]]:
    links: dict[int, list[int]] = {}
    rows = AgencySuccession.objects.order_by("reorganisation__in_force_on", "pk")
    for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
        links.setdefault(predecessor, []).append(successor)
    return links
