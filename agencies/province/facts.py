"""What is true of Vĩnh Long and of the old Trà Vinh: the packaged list and the data files here."""

import csv
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from vietnam_provinces import ProvinceCode, VietNamDivisionType, Ward

from .records import ComplaintYear, ReorganisationRecord

HERE = Path(__file__).parent
VINH_LONG = ProvinceCode.P_86
TRA_VINH = 84
MERGED_ON = date(2025, 7, 1)
COMPLAINTS_SOURCE = (
    "Báo Trà Vinh, 14/10/2022: phản ánh, kiến nghị của người dân, doanh nghiệp về thủ tục hành chính gửi "
    "Trung tâm Phục vụ hành chính công tỉnh Trà Vinh."
)
# Nothing here speaks of an earlier time: the complaint series of Trà Vinh begins in 2018.
KNOWN_FROM = date(2018, 1, 1)

REORGANISATIONS = (
    ReorganisationRecord(
        "1277/NQ-UBTVQH15",
        "Sắp xếp đơn vị hành chính cấp xã của tỉnh Trà Vinh giai đoạn 2023 – 2025",
        date(2024, 11, 14),
        date(2025, 1, 1),
        "Ngày hiệu lực theo báo Lao Động; ngày ban hành suy từ nghị quyết kế tiếp, cần đối chiếu bản gốc",
    ),
    ReorganisationRecord(
        "202/2025/QH15",
        "Sắp xếp đơn vị hành chính cấp tỉnh",
        date(2025, 6, 12),
        MERGED_ON,
        "Nghị quyết của Quốc hội; chính quyền mới hoạt động từ 01/7/2025",
    ),
    ReorganisationRecord(
        "1687/NQ-UBTVQH15",
        "Sắp xếp các đơn vị hành chính cấp xã của tỉnh Vĩnh Long năm 2025",
        date(2025, 6, 16),
        MERGED_ON,
        "Nghị quyết của Ủy ban Thường vụ Quốc hội; chính quyền mới hoạt động từ 01/7/2025",
    ),
)


class Commune(NamedTuple):
    """A commune or ward of Vĩnh Long since 1 July 2025; ``name`` begins with Xã or Phường."""

    code: int
    name: str
    is_ward: bool


class OldUnit(NamedTuple):
    """A district or commune of the old Trà Vinh with the day it ended and the unit that took over."""

    code: int
    name: str
    type: str
    parent: int
    ends_on: date
    decision: str
    successor: int


def nfc(text: str) -> str:
    """The composed form (NFC) that everything is stored in."""
    return unicodedata.normalize("NFC", text)


def rows(filename: str) -> Iterator[dict[str, str]]:
    """The rows of a data file beside this module; lines that begin with # are its comments."""
    with (HERE / filename).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield {name: nfc(value) for name, value in row.items()}


@cache
def communes() -> tuple[Commune, ...]:
    """The 124 communes and wards, by code (package vietnam-provinces, after the mergers of 1 July 2025)."""
    found = (
        Commune(int(ward.code), nfc(ward.name), ward.division_type is VietNamDivisionType.PHUONG)
        for ward in Ward.iter_by_province(VINH_LONG)
    )
    return tuple(sorted(found))


@cache
def old_tra_vinh() -> tuple[OldUnit, ...]:
    """The 9 district units and 106 communes of Trà Vinh as of 2022, districts first (tra_vinh_2022.csv)."""
    return tuple(
        OldUnit(
            int(row["code"]),
            row["name"],
            row["type"],
            int(row["parent"]),
            date.fromisoformat(row["ends_on"]),
            row["decision"],
            int(row["successor"]),
        )
        for row in rows("tra_vinh_2022.csv")
    )


def complaints() -> tuple[ComplaintYear, ...]:
    """17, 7, 1 and 0 complaints of 2018–2021 at Trà Vinh's service centre (``complaints_tra_vinh.csv``)."""
    return tuple(
        ComplaintYear(int(row["year"]), int(row["count"])) for row in rows("complaints_tra_vinh.csv")
    )
