"""Tables of the comparison of inspectors, in the order of names: it is no ranking of people."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.urls import reverse

from core.cells import Cell, Column, Row
from core.dates import format_day
from core.numbers import format_integer, format_percent
from evaluations.gather.fairness.pairs import Pair
from evaluations.rules.fairness.agreement import Agreement, agreement, why_not_counted
from evaluations.rules.fairness.strictness import Strictness
from evaluations.rules.fairness.wording import interval, kappa_words, points, reading, signed

GROUP: Column = {"label": "Nhóm so sánh", "num": True}


def people_columns(who: str, *, with_groups: bool) -> list[Column]:
    """Headings of a table of people; ``who`` names what they are."""
    columns: list[Column] = [
        {"label": who},
        {"label": "Đọc là"},
        {"label": "Số ghi nhận (n)", "num": True},
        {"label": "Số cuộc", "num": True},
        {"label": "Số cơ quan", "num": True},
        {"label": "Điểm trung bình", "num": True},
        {"label": "Chưa điều chỉnh", "num": True},
        {"label": "Đã điều chỉnh", "num": True},
        {"label": "Khoảng tin cậy 95%"},
    ]
    return [*columns[:2], GROUP, *columns[2:]] if with_groups else columns


def people_rows(rows: Sequence[Strictness], names: Mapping[int, str], *, with_groups: bool) -> list[Row]:
    """One row a person, by name."""
    found = {row.person: row for row in rows}
    return [
        _person(name, found[person], with_groups=with_groups)
        for person, name in names.items()
        if person in found
    ]


def _person(name: str, row: Strictness, *, with_groups: bool) -> Row:
    group: list[Cell] = [_count(row.group)] if with_groups else []
    return [
        {"text": name, "header": True},
        {"text": reading(row), "class": "reading"},
        *group,
        _count(row.observations),
        _count(row.visits),
        _count(row.agencies),
        _number(points(row.mean), row.mean),
        _number(signed(row.plain), row.plain),
        _number(signed(row.adjusted), row.adjusted),
        {"text": interval(row), "class": "interval"},
    ]


PAIR_COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Cuộc thứ nhất"},
    {"label": "Cuộc lặp"},
    {"label": "Số tiêu chí (n)", "num": True},
    {"label": "Chênh không quá 0,1", "num": True},
    {"label": "Chênh trung bình (điểm)", "num": True},
    {"label": "Cùng nhận định thiếu sót", "num": True},
    {"label": "Kappa"},
    {"label": "Ghi chú"},
]


def pair_rows(pairs: Sequence[Pair]) -> list[Row]:
    """One row a pair, with the reason where it does not count."""
    return [_pair(pair) for pair in pairs]


def _pair(pair: Pair) -> Row:
    found = agreement(pair.first, pair.second)
    reason = why_not_counted(pair.first, pair.second)
    state = "" if pair.second.is_concluded else f" Cuộc lặp: {pair.state.lower()}."
    return [
        {"text": pair.agency_name, "header": True},
        *(
            _visit(str(pk), format_day(visit.on))
            for pk, visit in zip(pair.ids, (pair.first, pair.second), strict=True)
        ),
        _count(found.n or None),
        _share(found.share_close),
        _number(points(found.mean_gap), found.mean_gap),
        _share(found.share_same),
        {"text": kappa_words(found)},
        {"text": f"Không tính: {reason[0].lower()}{reason[1:]}{state}" if reason else "Được tính"},
    ]


def figures(whole: Agreement) -> list[dict[str, str]]:
    """The overall agreement as figures, each with its n."""
    hint = f"n = {format_integer(whole.n)} tiêu chí của {format_integer(whole.pairs)} cặp"
    return [
        {"label": "Chênh không quá 0,1", "value": _percent(whole.share_close), "hint": hint},
        {"label": "Chênh trung bình", "value": f"{points(whole.mean_gap)} điểm", "hint": hint},
        {"label": "Cùng nhận định thiếu sót", "value": _percent(whole.share_same), "hint": hint},
        {"label": "Kappa của Cohen", "value": kappa_words(whole), "hint": hint},
    ]


def _visit(pk: str, day: str) -> Cell:
    return {"text": day, "url": reverse("inspection_detail", args=[pk])}


def _count(value: int | None) -> Cell:
    return _number(format_integer(value), value)


def _share(value: float | None) -> Cell:
    return _number(_percent(value), value)


def _percent(value: float | None) -> str:
    return format_percent(None if value is None else Decimal(str(value)))


def _number(text: str, value: float | None) -> Cell:
    return {"text": text, "num": True, "value": value}
