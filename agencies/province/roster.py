"""Who stood where on a day: the staff of each ranked agency, what they are asked, and who reviews them."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from .criteria import COUNTER, LEADER, UNIFORM
from .records import PostingRecord, ProvincePlan


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
    """Everybody with a post in a ranked agency on that day; the committee's people belong to none.

    A person lent to another agency is a member there only, where the form is owed; a second post makes a
    second membership. The first post names the unit, and every post held there decides what is asked.
    """
    rated = rated_above(plan)
    members: dict[str, list[Member]] = defaultdict(list)
    leaders: dict[str, str] = {}
    for person in plan.people:
        held = [posting for posting in person.postings if posting.holds(on)]
        for posting in held:
            if posting.position in ("head", "unit_head"):
                leaders[posting.agency_key] = person.code
        for above, posts in _by_agency(held, rated).items():
            members[above].append(_member(person.code, posts))
    return Roster(members, leaders)


def _by_agency(held: list[PostingRecord], rated: dict[str, str | None]) -> dict[str, list[PostingRecord]]:
    found: dict[str, list[PostingRecord]] = {}
    for posting in held:
        above = rated[posting.agency_key]
        if above:
            found.setdefault(above, []).append(posting)
    lent_to = {above for above, posts in found.items() if any(one.kind == "secondment" for one in posts)}
    return {
        above: posts
        for above, posts in found.items()
        if not lent_to - {above} or any(one.kind != "regular" for one in posts)
    }


def _member(code: str, posts: list[PostingRecord]) -> Member:
    applies = 0
    for posting in posts:
        if posting.position != "staff":
            applies |= LEADER
        if posting.is_counter:
            applies |= COUNTER
        if posting.wears_uniform:
            applies |= UNIFORM
    return Member(code, posts[0].agency_key, posts[0].position, applies)


def reviewer_of(member: Member, parents: dict[str, str | None], leaders: dict[str, str]) -> str | None:
    """The nearest leader above: of the own division, else of what it belongs to; never oneself."""
    unit: str | None = member.unit_key
    while unit:
        leader = leaders.get(unit)
        if leader and leader != member.code:
            return leader
        unit = parents[unit]
    return None
