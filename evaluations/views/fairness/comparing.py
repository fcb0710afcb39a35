"""Whether inspectors and teams record alike, for Sở Nội vụ to talk over with them."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.access import require
from core.dates import format_day, format_moment
from core.numbers import format_integer
from evaluations.gather.fairness.marks import gather_marks
from evaluations.gather.fairness.pairs import gather_pairs
from evaluations.rules.fairness.agreement import CLOSE, MOST_DAYS, agreement, overall
from evaluations.rules.fairness.strictness import MINIMUM, strictness
from evaluations.views.fairness.tables import (
    PAIR_COLUMNS,
    figures,
    pair_rows,
    people_columns,
    people_rows,
)

SPANS = (3, 6, 12)
"""Months that may be looked at."""
ASPECTS = {"nguoi": "Theo người ghi nhận", "doan": "Theo đoàn", "lap": "Kiểm tra lặp"}
"""What the page shows, by the word in its address; the first unless told."""
Span = tuple[date, date, date]
"""First day, day after the last, and the day on which somebody asks."""


@never_cache
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """Strictness of each inspector or team, or the agreement of double inspections."""
    user: Any = request.user
    require(user, "fairness.read")
    at = clock.now()
    today = clock.local_day(at)
    months = _chosen(request, "thang", {f"{span}": span for span in SPANS}, SPANS[-1])
    aspect = _chosen(request, "xem", {key: key for key in ASPECTS}, "nguoi")
    since = clock.months_back(clock.month_start(today), months - 1)
    span = (since, clock.next_month(today), today)
    context = {
        "aspect": aspect,
        "aspects": [
            {"label": label, "query": f"xem={key}&thang={months}", "is_current": key == aspect}
            for key, label in ASPECTS.items()
        ],
        "spans": [
            {"months": one, "query": f"xem={aspect}&thang={one}", "is_current": one == months}
            for one in SPANS
        ],
        "computed_at": format_moment(at),
        "span": f"từ {format_day(since)} đến {format_day(today)}",
        "minimum": MINIMUM,
    }
    shown = _pairs(user, span) if aspect == "lap" else _people(user, span, of_team=aspect == "doan")
    return render(request, "fairness/comparison.html", context | shown)


def _chosen(request: HttpRequest, name: str, choices: dict[str, Any], usual: Any) -> Any:
    """What the address asks for; anything unknown is the usual."""
    return choices.get(request.GET.get(name, ""), usual)


def _people(user: Any, span: Span, *, of_team: bool) -> dict[str, Any]:
    """The table of people. Nobody reads their own figure, not even Home Affairs who inspect themselves."""
    gathered = gather_marks(user, *span, of_team=of_team)
    rows = strictness(gathered.marks)
    groups = {row.group for row in rows if row.group is not None}
    with_groups = len(groups) > 1
    others = {person: name for person, name in gathered.names.items() if person != user.pk}
    return {
        "columns": people_columns("Trưởng đoàn" if of_team else "Người kiểm tra", with_groups=with_groups),
        "rows": people_rows(rows, others, with_groups=with_groups),
        "with_groups": with_groups,
        "is_in_it": user.pk in gathered.names,
        "records": _records(len(gathered.marks), gathered.visits),
    }


def _pairs(user: Any, span: Span) -> dict[str, Any]:
    pairs = gather_pairs(user, *span)
    visits = [visit for pair in pairs for visit in (pair.first, pair.second)]
    return {
        "columns": PAIR_COLUMNS,
        "rows": pair_rows(pairs),
        "figures": figures(overall(agreement(pair.first, pair.second) for pair in pairs)),
        "most_days": MOST_DAYS,
        "close": f"{CLOSE}".replace(".", ","),
        "records": _records(sum(len(visit.readings) for visit in visits), len(visits)),
    }


def _records(records: int, visits: int) -> str:
    return f"{format_integer(records)} ghi nhận của {format_integer(visits)} cuộc kiểm tra"
