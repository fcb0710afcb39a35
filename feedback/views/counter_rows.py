"""Counters and their months as ready cells."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from core.cells import Cell, Column, Row
from core.dates import format_day, format_month
from core.numbers import format_integer, format_percent, format_points
from feedback.gather.counter_months import CounterMonth
from feedback.gather.places import Place
from feedback.models import Counter
from feedback.models.ratings import COURTESIES
from feedback.rules.heard import Heard
from feedback.rules.response import response_words

TOO_FEW = "Chưa đủ lượt để công bố"
SHARED = "gộp chung với quầy khác ít lượt"
COUNTER_COLUMNS: list[Column] = [
    {"label": "Quầy"},
    {"label": "Đơn vị"},
    {"label": "Cơ quan được chấm điểm"},
    {"label": "Trạng thái"},
    {"label": "Từ ngày"},
]
MONTH_COLUMNS: list[Column] = [
    {"label": "Tháng"},
    {"label": "Số lượt", "num": True},
    {"label": "Điểm trung bình (1–5)", "num": True},
    {"label": "Tỷ lệ trả lời"},
    {"label": "Tính đến hết ngày"},
]
TICK_COLUMNS: list[Column] = [{"label": "Người dân ghi nhận"}, {"label": "Tỷ lệ", "num": True}]


def status_of(counter: Counter, on: date) -> tuple[str, str]:
    """The kind of badge and the words for where a counter stands on a day."""
    if counter.revoked_at is not None:
        return "bad", "Đã thu hồi mã"
    if counter.is_over(on):
        return "none", "Đã đóng"
    return ("ok", "Đang nhận đánh giá") if counter.is_open(on) else ("info", "Chưa mở")


def counter_cells(counters: Iterable[Counter], places: dict[int, Place], on: date) -> list[Row]:
    """One line per counter."""
    return [_counter(counter, places.get(counter.pk), on) for counter in counters]


def _counter(counter: Counter, place: Place | None, on: date) -> list[Cell]:
    return [
        {"text": counter.name, "url": reverse("counter_detail", args=[counter.pk]), "header": True},
        {"text": place.unit if place else "—"},
        {"text": place.agency if place else "Cơ quan không còn"},
        {"text": status_of(counter, on)[1]},
        {"text": format_day(counter.starts_on), "class": "nowrap"},
    ]


def month_cells(months: Iterable[CounterMonth]) -> list[Row]:
    """One line per month; fewer than five ratings are not told."""
    return [_month(one) for one in months]


def _month(one: CounterMonth) -> list[Cell]:
    name: Cell = {"text": format_month(one.month), "header": True}
    told = one.told
    if told is None:
        words = f"{TOO_FEW}, {SHARED}" if one.is_shared else TOO_FEW
        return [name, {"text": words, "colspan": 4}]
    until = format_day(told.until)
    return [
        name,
        {"text": format_integer(told.answers), "num": True, "value": told.answers},
        {"text": format_points(told.mean), "num": True, "value": told.mean},
        {"text": response_words(told.answers, one.visits)},
        {"text": f"{until}; sau đó {SHARED}" if one.is_shared else until},
    ]


def tick_cells(told: Heard) -> list[Row]:
    """One line per tick of "4 xin, 4 luôn" with the share of ratings that bear it."""
    labels = (label for _code, label in COURTESIES)
    return [
        [{"text": label, "header": True}, {"text": format_percent(share), "num": True, "value": share}]
        for label, share in zip(labels, told.shares, strict=True)
    ]
