"""The people of an agency as numbers: what an inspector compares the room with. Never a name."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from agencies.enums import LEADER_POSITIONS
from agencies.models import AgencyVersion, Posting

NUMBERS = ("count", "leaders", "counter", "uniform")


def rosters(agencies: Collection[int], on: date) -> dict[int, dict[str, Any]]:
    """Of each rated agency on a day: people, leaders, at counters, in uniform, its units; two queries.

    Whoever holds two posts in one agency is one person, so the units may add up to more than the whole.
    """
    versions = AgencyVersion.objects.as_of(on).filter(rated_agency__in=agencies)
    units = {row.agency_id: row for row in versions.order_by("path")}
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    in_unit: dict[int, set[int]] = defaultdict(set)
    for post in Posting.objects.as_of(on).filter(agency__in=list(units)).order_by("pk"):
        rated = units[post.agency_id].rated_agency_id or 0
        in_unit[post.agency_id].add(post.staff_id)
        for name in _counted_as(post):
            people[rated, name].add(post.staff_id)
    listed: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pk, unit in units.items():
        if in_unit[pk]:
            listed[unit.rated_agency_id or 0].append({"name": unit.name, "count": len(in_unit[pk])})
    return {
        agency: {name: len(people[agency, name]) for name in NUMBERS} | {"units": listed[agency]}
        for agency in agencies
    }


def _counted_as(post: Posting) -> list[str]:
    """The numbers that a post counts in."""
    kinds = (post.position in LEADER_POSITIONS, post.is_counter, post.wears_uniform)
    return ["count", *(name for name, holds in zip(NUMBERS[1:], kinds, strict=True) if holds)]
