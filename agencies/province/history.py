"""The old Trà Vinh as closed agencies, and which agency of Vĩnh Long took over from each."""

from .facts import KNOWN_FROM, MERGED_ON, TRA_VINH, VINH_LONG, OldUnit, old_tra_vinh
from .records import AgencyRecord, SuccessionRecord

PROVINCE_KEY = "vinh-long"
OLD_PROVINCE_KEY = "cu-tra-vinh"
FIRST_WARD_MERGER = "1277/NQ-UBTVQH15"


def commune_key(code: int) -> str:
    """The key of a present commune or ward."""
    return f"xa-{code}"


def old_key(code: int) -> str:
    """The key of a unit of the old Trà Vinh; a code may live on in the successor, the key does not."""
    return OLD_PROVINCE_KEY if code == TRA_VINH else f"cu-{code}"


def closed_agencies() -> tuple[AgencyRecord, ...]:
    """The province committee of Trà Vinh, its 9 district and 106 commune committees, parents first."""
    names = {unit.code: unit.name for unit in old_tra_vinh()}
    province = _closed(OLD_PROVINCE_KEY, "Tỉnh Trà Vinh", "province", "province", None)
    return (province, *(_old_agency(unit, names) for unit in old_tra_vinh()))


def successions() -> tuple[SuccessionRecord, ...]:
    """Who took over from whom: districts and the province into Vĩnh Long, communes many to one."""
    province = SuccessionRecord(OLD_PROVINCE_KEY, PROVINCE_KEY, "merge", "202/2025/QH15")
    return (province, *(_succession(unit) for unit in old_tra_vinh()))


def _old_agency(unit: OldUnit, names: dict[int, str]) -> AgencyRecord:
    is_district = unit.parent == TRA_VINH
    place = (
        unit.name if is_district else f"{unit.name}, {names[unit.parent][0].lower()}{names[unit.parent][1:]}"
    )
    return _closed(
        old_key(unit.code),
        place,
        "district" if is_district else {"xã": "commune", "phường": "ward"}.get(unit.type, "township"),
        "district" if is_district else "commune",
        unit,
    )


def _closed(key: str, place: str, kind: str, level: str, unit: OldUnit | None) -> AgencyRecord:
    return AgencyRecord(
        key=key,
        name=f"Ủy ban nhân dân {place[0].lower()}{place[1:]}",
        short_name=place,
        kind=kind,
        level=level,
        parent_key=old_key(unit.parent) if unit else None,
        address="",
        dress_profile="none",
        has_counter=False,
        starts_on=KNOWN_FROM,
        ends_on=unit.ends_on if unit else MERGED_ON,
        gso_code=unit.code if unit else TRA_VINH,
    )


def _succession(unit: OldUnit) -> SuccessionRecord:
    if unit.successor == VINH_LONG:
        return SuccessionRecord(old_key(unit.code), PROVINCE_KEY, "dissolve", unit.decision)
    if unit.decision == FIRST_WARD_MERGER:
        return SuccessionRecord(old_key(unit.code), old_key(unit.successor), "merge", unit.decision)
    alone = sum(other.successor == unit.successor for other in old_tra_vinh()) == 1
    kind = "move" if alone else "merge"
    return SuccessionRecord(old_key(unit.code), commune_key(unit.successor), kind, unit.decision)
