"""The whole province laid out: agencies, counters, people with their dated posts, and the past."""

from collections.abc import Iterator
from datetime import date
from random import Random

from . import facts, history
from .layout import Layout, build_layouts
from .movements import Movements
from .people import Seat, name_and_gender, seats, share_out
from .records import AgencyRecord, PersonRecord, ProvincePlan

FULL_SIZE = 31_000
FLOOR = 2  # a head and somebody to lead


def build_province(*, staff: int, today: date, seed: int = 1847) -> ProvincePlan:
    """Lay out the demonstration province with exactly ``staff`` people, the same for the same arguments.

    ``today`` fixes when people moved (within the twelve months before it). Raises ValueError when there are
    fewer people than heads and first deputies (about 500).
    """
    rng = Random(seed)
    layouts = build_layouts(rng)
    people = tuple(_people(layouts, staff, today, seed))
    return ProvincePlan(
        name="Vĩnh Long",
        gso_code=int(facts.VINH_LONG),
        seed=seed,
        today=today,
        agencies=_parents_first(layouts),
        counters=tuple(counter for layout in layouts for counter in layout.counters),
        people=people,
        closed_agencies=history.closed_agencies(),
        reorganisations=facts.REORGANISATIONS,
        successions=history.successions(),
        complaints=facts.complaints(),
        inspectors=_inspectors(people),
    )


def _parents_first(layouts: tuple[Layout, ...]) -> tuple[AgencyRecord, ...]:
    return tuple(
        agency
        for layout in layouts
        for agency in (layout.agency, *(division.agency for division in layout.divisions))
    )


def _people(layouts: tuple[Layout, ...], staff: int, today: date, seed: int) -> Iterator[PersonRecord]:
    sizes = share_out(staff, [layout.staff for layout in layouts], FLOOR)
    movements = Movements(layouts, today, staff, Random(f"{seed}:movements"))
    number = 0
    for layout, size in zip(layouts, sizes, strict=True):
        # One generator per agency: a change in one of them leaves the people of the others as they were.
        rng = Random(f"{seed}:{layout.agency.key}:people")
        for seat in seats(layout, size, rng):
            number += 1
            yield _person(f"VL{number:06d}", seat, movements, rng)


def _person(code: str, seat: Seat, movements: Movements, rng: Random) -> PersonRecord:
    name, gender = name_and_gender(seat, rng)
    return PersonRecord(code, name, gender, seat.person_type, movements.postings(seat))


def _inspectors(people: tuple[PersonRecord, ...]) -> tuple[str, ...]:
    """Staff codes of a dozen civil servants of Sở Nội vụ, who inspect; all of them if there are fewer."""
    found = [
        person.code
        for person in people
        if person.person_type == "civil_servant"
        and len(person.postings) == 1
        and person.postings[0].agency_key.startswith("so-noi-vu")
        and person.postings[0].position != "head"
        and person.postings[0].ends_on is None
    ]
    return tuple(found[:12])
