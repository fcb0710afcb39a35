"""Patterns of stuffing as ready cells."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from core.cells import Cell, Column, Row
from core.dates import format_day
from core.numbers import format_integer, format_percent
from core.small_counts import Tally, told
from feedback.enums import SuspicionState
from feedback.gather.places import Place
from feedback.gather.suspicions import DayCounts
from feedback.models import RatingSuspicion

LIST_COLUMNS: list[Column] = [
    {"label": "Ngày"},
    {"label": "Quầy"},
    {"label": "Cơ quan được chấm điểm"},
    {"label": "Dấu hiệu"},
    {"label": "Số lượt", "num": True},
    {"label": "Trạng thái"},
]
STAR_COLUMNS: list[Column] = [
    {"label": "Mức hài lòng"},
    {"label": "Số lượt", "num": True},
    {"label": "Tỷ lệ", "num": True},
]
DAY_COLUMNS: list[Column] = [
    {"label": "Ngày"},
    {"label": "Được tính", "num": True},
    {"label": "Không tính", "num": True},
]
KINDS = {SuspicionState.SET_ASIDE: "warn", SuspicionState.CLEARED: "ok", SuspicionState.CONFIRMED: "bad"}


def list_cells(suspicions: Iterable[RatingSuspicion], places: dict[int, Place], today: date) -> list[Row]:
    """One line per counter, day and pattern; ``n`` is annotated."""
    return [_line(one, places.get(one.counter_id), today) for one in suspicions]


def how_many(suspicion: RatingSuspicion, today: date) -> str:
    """How many ratings a pattern holds, once its day is over: a growing number tells each one's minute."""
    return told(suspicion.n) if suspicion.day < today else "Chờ hết ngày"  # type: ignore[attr-defined]


def _line(one: RatingSuspicion, place: Place | None, today: date) -> list[Cell]:
    return [
        {
            "text": format_day(one.day),
            "url": reverse("suspicion_detail", args=[one.pk]),
            "header": True,
            "class": "nowrap",
        },
        {"text": one.counter.name},
        {"text": place.agency if place else "Cơ quan không còn"},
        {"text": one.get_pattern_display()},
        {"text": how_many(one, today), "num": True},
        {"text": one.get_state_display()},
    ]


def star_cells(tallies: list[Tally]) -> list[Row]:
    """One line per level of satisfaction; small ones come merged."""
    whole = sum(tally.n for tally in tallies)
    return [
        [
            {"text": tally.label, "header": True},
            {"text": format_integer(tally.n), "num": True, "value": tally.n},
            {"text": format_percent(tally.n / whole), "num": True},
        ]
        for tally in tallies
    ]


def day_cells(days: Iterable[DayCounts], today: date) -> list[Row]:
    """One line per day with ratings before today; counts under five are not told."""
    return [
        [
            {"text": format_day(one.day), "header": True, "class": "nowrap"},
            _count(one.counted),
            _count(one.aside),
        ]
        for one in days
        if one.day < today and (one.counted or one.aside)
    ]


def _count(n: int) -> Cell:
    return {"text": told(n), "num": True, "value": n if n == 0 or n >= 5 else None}
