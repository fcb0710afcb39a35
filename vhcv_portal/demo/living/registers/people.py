"""What concerns the people of an office: pledges, classes, praise and one breach with its handling."""

from collections.abc import Iterator
from datetime import date

from vhcv_portal.demo.living.registers.offices import OFFICES, Office, Told, staff_of
from vhcv_portal.demo.living.stories import name_id


def people(office: Office) -> Iterator[Told]:
    """Entries with lists of people, and those about one person."""
    year, rng = office.today.year, office.rng
    yield Told(
        "cam-ket",
        "pledge",
        date(year, 2, 10),
        title=f"Ký cam kết thực hiện văn hóa công vụ năm {year}",
        details=(("topics", "both"),),
        people=_some(office, 0.92, date(year, 2, 10)),
        proven=True,
    )
    for place, (day, title) in enumerate(
        (
            (date(year, 3, 26), "Phổ biến Đề án Văn hóa công vụ"),
            (date(year, 8, 14), "Văn hóa giao tiếp nơi công sở"),
        )
    ):
        yield Told(
            f"pho-bien-{place}",
            "awareness",
            day,
            title=title,
            details=(("form", "meeting" if place == 0 else "unit"), ("hours", 2)),
            people=_some(office, 0.6, day),
        )
    yield Told(
        "tap-huan",
        "training",
        date(year, 5, 15),
        title="Tập huấn kỹ năng giao tiếp với người dân",
        details=(("form", "class"), ("organiser", "Trường Chính trị tỉnh"), ("hours", 8)),
        people=_some(office, 0.55, date(year, 5, 15)),
        proven=True,
    )
    person = rng.choice(staff_of(office.version, date(year, 1, 20)))
    yield Told(
        "khen",
        "award",
        date(year, 1, 20),
        f"{rng.randint(10, 90)}/QĐ-{office.sign}",
        "Hoàn thành tốt nhiệm vụ tiếp công dân",
        staff=person,
        details=(("award", "merit"), ("given_by", "Thủ trưởng cơ quan")),
    )
    if office.version.agency.code in OFFICES[:3]:
        yield from _breach(office, rng.choice(staff_of(office.version, date(year, 5, 28))))


def _some(office: Office, share: float, on: date) -> list[int]:
    """About this share of those who worked in the office that day, somebody in any case."""
    there = staff_of(office.version, on)
    return [one for one in there if office.rng.random() < share] or there[:1]


def _breach(office: Office, person: int) -> Iterator[Told]:
    year, number = office.today.year, f"{office.rng.randint(2, 9)}/TB-{office.sign}"
    yield Told(
        "vi-pham",
        "breach",
        date(year, 6, 10),
        number,
        "Không đeo thẻ, có lời lẽ thiếu chuẩn mực với người dân",
        staff=person,
        details=(
            ("happened_on", date(year, 5, 28).isoformat()),
            ("breach", "GT"),
            ("due_on", date(year, 8, 10).isoformat()),
        ),
    )
    yield Told(
        "xu-ly",
        "breach_handling",
        date(year, 7, 3),
        f"{office.rng.randint(60, 90)}/QĐ-{office.sign}",
        details=(
            ("breach", str(name_id("so-theo-doi", office.version.agency.code, "vi-pham"))),
            ("measure", "reminder"),
            ("note", "Kiểm điểm trước phòng, cam kết không tái phạm."),
        ),
        proven=True,
    )
