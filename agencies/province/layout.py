"""The shape of the province before anybody works in it: agencies, divisions, counters and wished sizes."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from . import posts
from .facts import MERGED_ON, VINH_LONG, Commune, communes, rows
from .history import PROVINCE_KEY, commune_key
from .records import AgencyRecord, CounterRecord

SEAT = "Phường Long Châu, tỉnh Vĩnh Long"
COMMUNE_STAFF = 94.5  # people at the full size, on average, part-timers of hamlets included


@dataclass(frozen=True, slots=True)
class Division:
    """A division, the posts in it, and its share of the agency's people (any positive weight)."""

    agency: AgencyRecord
    head_title: str
    deputy_title: str
    share: float
    wears_uniform: bool
    serves_citizens: bool
    led_by_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """An agency with its divisions and counters; ``staff`` is its wished size when the province is full."""

    agency: AgencyRecord
    profile: posts.Profile
    head_title: str
    deputy_title: str
    staff: float
    wears_uniform: bool
    divisions: tuple[Division, ...]
    counters: tuple[CounterRecord, ...]


def build_layouts(rng: Random) -> tuple[Layout, ...]:
    """Every agency of the province, its committee first, then departments, service units and communes."""
    return (
        _committee(),
        *(_department(row) for row in rows("departments.csv")),
        *(unit for row in rows("service_units.csv") for unit in _service_units(row, rng)),
        *(_commune(commune, rng) for commune in communes()),
    )


def _committee() -> Layout:
    agency = _agency(
        PROVINCE_KEY, "Ủy ban nhân dân tỉnh Vĩnh Long", "UBND tỉnh", "province", None, code=VINH_LONG
    )
    profile = posts.PROFILES["committee"]
    return Layout(agency, profile, "Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh", 8, False, (), ())


def _department(row: dict[str, str]) -> Layout:
    everybody = row["dress"] == "sector"
    uniformed = {int(row["dress"])} if row["dress"].isdigit() else set()
    agency = _agency(
        row["key"],
        f"{row['name']} Vĩnh Long",
        row["short_name"],
        "department",
        PROVINCE_KEY,
        group="department",
        dress="sector" if everybody or uniformed else "none",
    )
    divisions = tuple(
        _division(agency, number, name, wears_uniform=everybody or number in uniformed)
        for number, name in enumerate(row["divisions"].split(";"), start=1)
    )
    profile = posts.PROFILES["department"]
    return Layout(agency, profile, row["head"], row["deputy"], float(row["staff"]), everybody, divisions, ())


def _service_units(row: dict[str, str], rng: Random) -> Iterator[Layout]:
    count = int(row["count"])
    for number in range(1, count + 1):
        label = f"{number:02d}"
        suffix = f"-{label}" if count > 1 else ""
        names = (row["name"].format(n=label), row["short_name"].format(n=label))
        spread = rng.uniform(0.85, 1.15) if count > 1 else 1.0
        yield _service_unit(row, row["key"] + suffix, names, float(row["staff"]) * spread, rng)


def _service_unit(row: dict[str, str], key: str, names: tuple[str, str], staff: float, rng: Random) -> Layout:
    profile = posts.PROFILES[row["profile"]]
    agency = _agency(
        key,
        f"{names[0]} Vĩnh Long" if names[0].endswith("tỉnh") else names[0],
        names[1],
        _unit_kind(row),
        row["parent"],
        address=SEAT if row["count"] == "1" else f"{rng.choice(communes()).name}, tỉnh Vĩnh Long",
        group="service_unit" if row["rated"] == "1" else "",
        dress=row["dress"],
        has_counter=row["counters"] != "0",
    )
    uniform = row["dress"] == "sector"
    divisions = tuple(
        _division(
            agency,
            number,
            name,
            wears_uniform=uniform and name.startswith("Khoa"),
            serves_citizens=agency.has_counter and name in posts.CITIZEN_DIVISIONS,
        )
        for number, name in enumerate(profile.divisions, start=1)
    )
    home = next((division.agency for division in divisions if division.serves_citizens), agency)
    counters = _counters(home, int(row["counters"]), profile.counters)
    return Layout(agency, profile, profile.head, profile.deputy, staff, uniform, divisions, counters)


def _unit_kind(row: dict[str, str]) -> str:
    # Ranking goes by kind, so a unit that is not ranked for itself has a kind of its own.
    if row["rated"] == "0":
        return "affiliate"
    return "one_stop" if row["profile"] == "centre" else "service_unit"


def _commune(commune: Commune, rng: Random) -> Layout:
    word = "phường" if commune.is_ward else "xã"
    profile = posts.PROFILES["ward" if commune.is_ward else "commune"]
    agency = _agency(
        commune_key(commune.code),
        f"Ủy ban nhân dân {commune.name[0].lower()}{commune.name[1:]}",
        commune.name,
        "ward" if commune.is_ward else "commune",
        PROVINCE_KEY,
        address=f"{commune.name}, tỉnh Vĩnh Long",
        group="commune",
        has_counter=True,
        code=commune.code,
        level="commune",
    )
    divisions = tuple(
        _division(agency, number, name, share=share, centre=name == posts.COMMUNE_CENTRE)
        for number, (name, share) in enumerate(
            zip(profile.divisions, posts.COMMUNE_SHARES, strict=True), start=1
        )
    )
    staff = COMMUNE_STAFF * rng.uniform(0.82, 1.18)
    counters = _counters(divisions[-1].agency, rng.choice((2, 3, 3, 4)), profile.counters)
    head, deputy = f"Chủ tịch UBND {word}", f"Phó Chủ tịch UBND {word}"
    return Layout(agency, profile, head, deputy, staff, False, divisions, counters)


def _agency(
    key: str,
    name: str,
    short_name: str,
    kind: str,
    parent: str | None,
    *,
    address: str = SEAT,
    group: str = "",
    dress: str = "none",
    has_counter: bool = False,
    code: int | None = None,
    level: str = "province",
) -> AgencyRecord:
    return AgencyRecord(
        key=key,
        name=name,
        short_name=short_name,
        kind=kind,
        level=level,
        parent_key=parent,
        address=address,
        dress_profile=dress,
        has_counter=has_counter,
        starts_on=MERGED_ON,
        comparison_group=group,
        gso_code=None if code is None else int(code),
    )


def _division(
    parent: AgencyRecord,
    number: int,
    name: str,
    *,
    share: float = 1.0,
    wears_uniform: bool = False,
    serves_citizens: bool = False,
    centre: bool = False,
) -> Division:
    agency = _agency(
        f"{parent.key}-p{number}",
        name,
        name,
        "division",
        parent.key,
        address=parent.address,
        dress="sector" if wears_uniform else "own" if centre else "none",
        has_counter=centre or serves_citizens,
        level=parent.level,
    )
    head, deputy = posts.division_titles(name)
    return Division(
        agency, head, deputy, share, wears_uniform, centre or serves_citizens, led_by_deputy=centre
    )


def _counters(agency: AgencyRecord, count: int, names: tuple[str, ...]) -> tuple[CounterRecord, ...]:
    return tuple(
        CounterRecord(
            f"{agency.key}-quay-{number}",
            agency.key,
            f"Quầy {number} – {names[(number - 1) % len(names)]}",
            number,
        )
        for number in range(1, count + 1)
    )
