"""Who works where: people of an agency by rank, with Vietnamese names, types and posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from .layout import Division, Layout
from .names import full_name
from .records import AgencyRecord

SMALL, LARGE = 20, 120


@dataclass(slots=True)
class Seat:
    """A regular post before its dates are known."""

    unit: AgencyRecord
    home: AgencyRecord
    profile: str
    position: str
    title: str
    is_counter: bool
    wears_uniform: bool
    person_type: str
    women: float
    also_leads: list[Division] = field(default_factory=list)


def share_out(total: int, weights: Sequence[float], floor: int = 0) -> list[int]:
    """Split ``total`` by weight into whole numbers adding up to it (largest remainder), none below ``floor``.

    Raises ValueError when the floors alone exceed the total.
    """
    free = total - floor * len(weights)
    if free < 0:
        raise ValueError(f"Cần ít nhất {floor * len(weights)} người, chỉ có {total}.")
    scale = free / sum(weights) if weights else 0.0
    exact = [weight * scale for weight in weights]
    sizes = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (sizes[i] - exact[i], i))
    for index in by_remainder[: free - sum(sizes)]:
        sizes[index] += 1
    return [size + floor for size in sizes]


def seats(layout: Layout, size: int, rng: Random) -> Iterator[Seat]:
    """The posts of one agency of ``size`` people: head, deputies, then each division from its head down."""
    deputies = min(1 if size < SMALL else 2 if size < LARGE else 3, size - 1)
    yield _leader(layout, "head", layout.head_title)
    leading = [_leader(layout, "deputy", layout.deputy_title) for _ in range(deputies)]
    for division in layout.divisions:
        if division.led_by_deputy and leading:
            leading[0].also_leads.append(division)
    yield from leading
    rest = size - 1 - deputies
    if not layout.divisions:
        yield from (_member(layout, None, rng) for _ in range(rest))
        return
    counts = share_out(rest, [division.share for division in layout.divisions])
    for division, count in zip(layout.divisions, counts, strict=True):
        yield from _division_seats(layout, division, count, rng)


def name_and_gender(seat: Seat, rng: Random) -> tuple[str, str]:
    """A full name and the gender it goes with."""
    female = rng.random() < seat.women
    return full_name(rng, female), "female" if female else "male"


def _division_seats(layout: Layout, division: Division, count: int, rng: Random) -> Iterator[Seat]:
    ranks = ["unit_deputy"] if division.led_by_deputy else ["unit_head", "unit_deputy"]
    if count < 6:
        ranks = ranks[:1]
    for number in range(count):
        seat = _member(layout, division, rng)
        if number < len(ranks):
            seat.position = ranks[number]
            seat.title = division.head_title if seat.position == "unit_head" else division.deputy_title
            seat.person_type = _leader_type(layout, division)
        elif seat.is_counter and not division.led_by_deputy:
            # In a hospital or a service unit only a part of the division sits at its counters.
            seat.is_counter = number < len(ranks) + 2 * len(layout.counters)
        yield seat


def _leader_type(layout: Layout, division: Division) -> str:
    elected = layout.profile.leader_type == "elected_official"
    return "civil_servant" if elected else layout.profile.leader_type


def _leader(layout: Layout, position: str, title: str) -> Seat:
    profile = layout.profile
    return Seat(
        layout.agency,
        layout.agency,
        profile.name,
        position,
        title,
        False,
        layout.wears_uniform,
        profile.leader_type,
        profile.women * 0.6,
    )


def _member(layout: Layout, division: Division | None, rng: Random) -> Seat:
    profile = layout.profile
    kind = rng.choices(*zip(*profile.person_types, strict=True))[0]
    title = rng.choices(*zip(*profile.staff_posts, strict=True))[0]
    if kind == "part_timer":
        title = "Người hoạt động không chuyên trách"
    elif kind == "contract_worker":
        title = "Nhân viên hợp đồng"
    return Seat(
        division.agency if division else layout.agency,
        layout.agency,
        profile.name,
        "staff",
        title,
        bool(division and division.serves_citizens) and kind != "part_timer",
        division.wears_uniform if division else False,
        kind,
        profile.women,
    )
