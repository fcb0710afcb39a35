"""Which agencies nobody has visited, and how long ago the others were (feature 29)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.gather.names import last_names
from core import clock
from core.access import require
from core.cells import Row
from core.dates import format_day
from core.numbers import format_integer
from evaluations.gather.planning.coverage import Seen
from evaluations.gather.planning.coverage import coverage as covered
from evaluations.gather.planning.population import RANKED_GROUPS
from evaluations.views.planning.frame import page_trail

GROUPS = dict(RANKED_GROUPS)
COLUMNS = [
    {"label": "Cơ quan"},
    {"label": "Nhóm", "class": "only-wide"},
    {"label": "Kiểm tra gần nhất"},
    {"label": "Số ngày", "num": True},
]


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Every rated agency of today, never seen first; a merged agency counts once, with what it took over."""
    require(request.user, "inspection.coverage")
    today = clock.today()
    every = covered(today)
    chosen = request.GET.get("nhom", "")
    shown = [one for one in every if chosen not in GROUPS or one.version.comparison_group == chosen]
    visited = sum(one.last is not None for one in shown)
    names = last_names(one.through for one in shown if one.through is not None)
    context = {
        "trail": page_trail("Độ phủ kiểm tra"),
        "tabs": group_tabs([one.version.comparison_group for one in every], chosen),
        "columns": COLUMNS,
        "rows": [_row(one, names, today) for one in shown],
        "proof": f"{format_integer(len(shown))} cơ quan: đã kiểm tra {format_integer(visited)}, "
        f"chưa {format_integer(len(shown) - visited)}",
    }
    return render(request, "planning/coverage.html", context)


def group_tabs(groups: Sequence[str], chosen: str) -> list[dict[str, Any]]:
    """All comparison groups with how many agencies each has."""
    rows = [("", "Tất cả", len(groups))]
    rows += [(value, str(label), sum(group == value for group in groups)) for value, label in RANKED_GROUPS]
    return [
        {"value": value, "label": label, "count": count, "chosen": value == chosen}
        for value, label, count in rows
    ]


def _row(one: Seen, names: dict[int, Any], today: Any) -> Row:
    days = one.days_since(today)
    last = format_day(one.last) if one.last else "Chưa lần nào"
    if one.through is not None:
        last += f" (tại {names[one.through].name}, nay thuộc cơ quan này)"
    return [
        {"text": one.version.name, "header": True},
        {"text": str(GROUPS.get(one.version.comparison_group, "")), "class": "only-wide"},
        {"text": last},
        {"text": format_integer(days), "num": True, "value": days},
    ]
