"""Lists of people as ready cells."""

from collections.abc import Iterable

from django.urls import reverse

from agencies.enums import PostingKind
from agencies.gather.people import PersonRow, Seat
from core.cells import Cell, Column, Row

PEOPLE_COLUMNS: list[Column] = [
    {"label": "Họ và tên"},
    {"label": "Mã cán bộ"},
    {"label": "Chức danh"},
    {"label": "Đơn vị"},
]


def person_cells(rows: Iterable[PersonRow]) -> list[Row]:
    """One line per person: name, code, titles and units of the posts held now."""
    return [_cells(row) for row in rows]


def _cells(row: PersonRow) -> list[Cell]:
    return [
        {"text": row.staff.full_name, "url": reverse("person_detail", args=[row.staff.pk]), "header": True},
        {"text": row.staff.code, "class": "nowrap"},
        {"text": "; ".join(map(title_of, row.seats)) or "Không giữ vị trí nào hiện nay"},
        {"text": "; ".join(map(unit_of, row.seats))},
    ]


def title_of(seat: Seat) -> str:
    """The title of a post, with the reason where it is not the person's own one."""
    kind = PostingKind(seat.posting.kind)
    plain = kind is PostingKind.REGULAR or "kiêm nhiệm" in seat.posting.title
    return seat.posting.title if plain else f"{seat.posting.title} ({kind.label.lower()})"


def unit_of(seat: Seat) -> str:
    """The unit, and after it the agency it belongs to."""
    return f"{seat.unit.short_name}, {seat.office.short_name}" if seat.office else seat.unit.short_name
