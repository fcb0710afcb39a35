"""Who stood where on a day: the staff of each ranked agency, what they are asked, and who reviews them."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from .criteria import COUNTER, LEADER, UNIFORM
from .records import PersonRecord, ProvincePlan


class Member(NamedTuple):
    """A person on the day; ``applies`` adds LEADER, COUNTER and UNIFORM."""

    code: str
    unit_key: str
    position: str
    applies: int


class Roster(NamedTuple):
    """Members by ranked agency, and the leader's staff code by agency or division."""

    members: dict[str, list[Member]]
    leaders: dict[str, str]


def rated_above(plan: ProvincePlan) -> dict[str, str | None]:
    """For each agency the nearest ranked one at or above it, None for the province's committee."""
    found: dict[str, str | None] = {}
    for agency in plan.agencies:
        above = found.get(agency.parent_key) if agency.parent_key else None
        found[agency.key] = agency.key if agency.is_rated else above
    return found


def roster_on(plan: ProvincePlan, on: date) -> Roster:
    """Everybody with a regular post on that day; people of the committee belong to no ranked agency."""
    rated = rated_above(plan)
    members: dict[str, list[Member]] = defaultdict(list)
    leaders: dict[str, str] = {}
    for person in plan.people:
        member = _member(person, on, leaders)
        above = rated[member.unit_key] if member else None
        if member and above:
            members[above].append(member)
    return Roster(members, leaders)


def _member(person: PersonRecord, on: date, leaders: dict[str, str]) -> Member | None:
    home = None
    applies = 0
    for posting in person.postings:
        if not posting.holds(on):
            continue
        if posting.kind == "regular":
            home = posting
        if posting.position != "staff":
            applies |= LEADER
        if posting.is_counter:
            applies |= COUNTER
        if posting.wears_uniform:
            applies |= UNIFORM
        if posting.position in ("head", "unit_head"):
            leaders[posting.agency_key] = person.code
    return Member(person.code, home.agency_key, home.position, applies) if home else None


def reviewer_of(member: Member, parents: dict[str, str | None], leaders: dict[str, str]) -> str | None:
    """The nearest leader above: of the own division, else of what it belongs to; never oneself."""
    unit: str | None = member.unit_key
    while unit:
        leader = leaders.get(unit)
        if leader and leader != member.code:
            return leader
        unit = parents[unit]
    return None
