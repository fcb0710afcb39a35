"""The agencies and units under a head in a month, to choose one list from: each with how many work there."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from agencies.enums import Role
from agencies.models import AgencyVersion, Posting, User
from agencies.models.scope import scope_of
from core import clock
from evaluations.access.judging import Right, rights_of
from evaluations.models import Period
from evaluations.models.assessments import led_units

LARGEST_LIST = 1_200
"""People of one list at most; a larger agency is read unit by unit."""

MOST_CHOICES = 400


@dataclass(frozen=True, slots=True)
class Place:
    """An agency or a unit as it stood on the month's last day. ``people`` counts posts in it and under it.

    ``depth`` is how far it stands below the first of its list.
    """

    agency_id: int
    name: str
    path: str
    rated_id: int
    people: int
    depth: int

    @property
    def is_rated(self) -> bool:
        """Whether it has a score of its own."""
        return self.agency_id == self.rated_id

    @property
    def choice(self) -> str:
        """Its line in a list of choices, set in by depth."""
        return f"{'– ' * self.depth}{self.name} ({self.people})"


def places_under(user: User, period: Period) -> list[Place]:
    """What stands under ``user`` as a head, agencies by name, units after their agency (two queries)."""
    on = period.last_day
    versions = (
        AgencyVersion.objects.as_of(on)
        .filter(led_units(scope_of(user, clock.today())), rated_agency__isnull=False)
        .order_by("name_sort", "agency_id")
        .values_list("agency_id", "short_name", "path", "rated_agency_id")
    )
    rows = {row[0]: row for row in versions}
    people = _people(Posting.objects.as_of(on).filter(agency__in=list(rows)), rows)
    roots = [row for row in rows.values() if not _above(row[2], rows)]
    found: list[Place] = []
    below: dict[int, list[int]] = {}
    for agency_id, _name, path, _rated in rows.values():
        parent = _above(path, rows)
        if parent:
            below.setdefault(parent, []).append(agency_id)

    def add(agency_id: int, depth: int) -> None:
        _id, name, path, rated = rows[agency_id]
        found.append(Place(agency_id, name, path, rated, people.get(agency_id, 0), depth))
        for child in below.get(agency_id, ()):
            add(child, depth + 1)

    for row in roots:
        add(row[0], 0)
    return found


def _above(path: str, rows: dict[int, tuple[int, str, str, int]]) -> int | None:
    """The nearest agency over ``path`` that is in the list too."""
    ids = [int(part) for part in path.split("/") if part][:-1]
    return next((one for one in reversed(ids) if one in rows), None)


def _people(posts: QuerySet[Posting], rows: dict[int, tuple[int, str, str, int]]) -> dict[int, int]:
    """How many posts each agency has with all that stands under it."""
    found: dict[int, int] = {}
    for agency_id, count in posts.order_by().values_list("agency").annotate(count=Count("pk")):
        for part in rows[agency_id][2].split("/"):
            if part and int(part) in rows:
                found[int(part)] = found.get(int(part), 0) + count
    return found


def chosen_place(user: User, places: list[Place], asked: str) -> Place | None:
    """The place asked for by id, else the one that the user heads themselves, else the first.

    A place of more than ``LARGEST_LIST`` people gives way to its largest unit of fewer.
    """
    by_id = {str(place.agency_id): place for place in places}
    place = by_id.get(asked) or _headed(rights_of(user, clock.today()), by_id)
    place = place or next(iter(places), None)
    if place is None or place.people <= LARGEST_LIST:
        return place
    inside = [one for one in places if one.path.startswith(place.path) and one.people <= LARGEST_LIST]
    return max(inside, key=lambda one: one.people, default=place)


def _headed(rights: tuple[Right, ...], by_id: dict[str, Place]) -> Place | None:
    ordered = sorted(rights, key=lambda right: (not right.is_own, right.role != Role.AGENCY_HEAD))
    return next((by_id[str(one.agency_id)] for one in ordered if str(one.agency_id) in by_id), None)


def choices_of(places: list[Place], chosen: Place | None) -> list[Place]:
    """What the page offers: everything, or of very many the rated agencies and the chosen one's units."""
    if len(places) <= MOST_CHOICES:
        return places
    rated = chosen.rated_id if chosen else None
    return [one for one in places if one.is_rated or one.rated_id == rated][:MOST_CHOICES]


def is_head_of_agency(user: User) -> bool:
    """Whether the user decides forms, beside or instead of giving the manager's column."""
    return any(right.role == Role.AGENCY_HEAD for right in rights_of(user, clock.today()))
