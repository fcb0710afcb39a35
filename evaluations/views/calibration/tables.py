"""Tables of one agency's voices, gaps and marks."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from core.cells import Cell, Column, Row
from core.clock import local_day
from core.dates import format_day, format_month
from core.numbers import NO_DATA, format_integer, format_signed
from core.small_counts import told
from evaluations.enums import Source
from evaluations.gather.calibration.voices import Heard
from evaluations.models import CalibrationMark, Period
from evaluations.rules.calibration.voices import (
    CITIZEN,
    HEAD,
    INSPECTION,
    OF_PEOPLE,
    SELF,
    Line,
    Voice,
    shared,
)
from evaluations.views.calibration.frame import points, signed

REGISTER = Source.REGISTER.value
ORDER = (SELF, HEAD, INSPECTION, CITIZEN, REGISTER)
NAMES = {
    SELF: "Tự đánh giá",
    HEAD: "Người đứng đầu",
    INSPECTION: "Kiểm tra",
    CITIZEN: "Người dân",
    REGISTER: "Sổ theo dõi",
}
UNITS = {SELF: "lượt chấm", HEAD: "lượt chấm", INSPECTION: "quan sát", CITIZEN: "lượt trả lời"}
VOICES: list[Column] = [
    {"label": "Tiêu chí"},
    *({"label": NAMES[source], "num": True} for source in ORDER),
    {"label": "Tự đánh giá − kiểm tra", "num": True},
    {"label": "Tự đánh giá − người dân", "num": True},
]
TREND: list[Column] = [
    {"label": "Tháng"},
    {"label": "Tự đánh giá − kiểm tra", "num": True},
    {"label": "Tự đánh giá − người dân", "num": True},
]


def voice_rows(found: Heard, words: Mapping[int, tuple[str, str]]) -> list[Row]:
    """One row a criterion of which anybody spoke, in the set's order."""
    return [_voices(line, *words[line.position]) for line in found.lines]


def _voices(line: Line, code: str, statement: str) -> Row:
    return [
        {"text": f"{code} {statement}", "header": True},
        *(_voice(line.voices.get(source), source) for source in ORDER),
        _difference(line.difference(SELF, INSPECTION)),
        _difference(line.difference(SELF, CITIZEN)),
    ]


def _difference(points: Decimal | None) -> Cell:
    return {"text": NO_DATA, "num": True, "class": "is-silent"} if points is None else signed(points)


def _voice(voice: Voice | None, source: str) -> Cell:
    if voice is None:
        return {"text": NO_DATA, "num": True, "class": "is-silent"}
    if voice.is_few:
        n = told(voice.n) if source in OF_PEOPLE else format_integer(voice.n)
        return {"text": f"ẩn (n: {n})", "num": True, "class": "is-thin"}
    if voice.is_old:
        return {"text": "quá cũ", "num": True, "class": "is-thin"}
    return {
        "text": f"{points(voice.points)} (n = {format_integer(voice.n)})",
        "num": True,
        "value": voice.points,
    }


def shared_figures(found: Heard | None, answered: str) -> list[dict[str, str]]:
    """The three voices on the criteria of which all of them speak; empty where there are none.

    ``answered`` is the citizens' response rate in words, which stands beside their n.
    """
    common = shared(found.criteria.rules, found.lines) if found else None
    if common is None:
        return []
    return [
        {
            "label": NAMES[source],
            "value": points(value),
            "hint": f"{format_integer(common.n[source])} {UNITS[source]}"
            + (f"; tỷ lệ trả lời: {answered}" if source == CITIZEN else ""),
        }
        for source, value in common.points.items()
    ]


def trend_rows(
    months: Sequence[Period], gaps: Mapping[int, tuple[Decimal | None, Decimal | None]]
) -> list[Row]:
    """The two gaps month by month; a month without common criteria stays empty."""
    return [
        [
            {"text": format_month(month.starts_on), "header": True},
            *(signed(value) for value in gaps.get(month.pk, (None, None))),
        ]
        for month in months
    ]


def mark_lines(marks: Iterable[CalibrationMark], may_follow_up: bool) -> list[dict[str, Any]]:
    """Marks in words; the link to follow up for those who may."""
    return [
        {
            "title": f"{mark.criterion.code} · {mark.period.label}",
            "statement": mark.criterion.statement,
            "note": mark.note,
            "made": f"{mark.made_by.display_name}, {format_day(local_day(mark.made_at))}",
            "is_open": mark.followed_up_at is None,
            "outcome": mark.outcome,
            "followed": (
                f"{mark.followed_up_by.display_name}, {format_day(local_day(mark.followed_up_at))}"
                if mark.followed_up_at and mark.followed_up_by
                else ""
            ),
            "url": reverse("calibration_follow_up", args=[mark.pk]) if may_follow_up else "",
        }
        for mark in marks
    ]


def difference_words(value: Decimal | float | None, places: int = 1) -> str:
    """A difference with its sign."""
    return format_signed(None if value is None else Decimal(str(value)), places)
