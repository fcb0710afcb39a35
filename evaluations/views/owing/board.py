"""The board of completion and lateness: a head's own units, or counts of every agency for Home Affairs."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may, require
from core.dates import format_day
from core.documents.files import file_response
from core.numbers import format_integer, format_percent
from core.text import fold
from evaluations.gather.owing.people import OwedRow, rows_under, tally_of
from evaluations.gather.owing.province import Tally, province_tallies
from evaluations.models import Period
from evaluations.views.owing.frame import (
    choice,
    chosen_month,
    is_everywhere,
    kept,
    month_of,
    months_offered,
)
from evaluations.views.owing.tables import board_columns, board_document, board_row, figures, names_url

ENDINGS = ("xlsx", "pdf")


@require_safe
def owing_board(request: HttpRequest) -> HttpResponse:
    """The month's counts by unit, or by agency with "pham-vi=tinh"."""
    user: Any = request.user
    require(user, "owing.board")
    months = months_offered()
    period = chosen_month(request, months)
    context = choice(months, period) | {"everywhere": False}
    if period is not None:
        context |= _board(request, period)
    return render(request, "owing/board.html", context)


@require_safe
def owing_export(request: HttpRequest, ending: str) -> HttpResponse:
    """The board as a file, the same lines as on the page."""
    user: Any = request.user
    require(user, "owing.board")
    if ending not in ENDINGS:
        raise Http404
    period = month_of(request)
    if is_everywhere(request):
        lines = [(one.agency.name, one.tally) for one in province_tallies(period)]
        first = "Cơ quan, đơn vị"
    else:
        lines = [(name, tally) for _unit, name, tally in _by_unit(rows_under(user, period))]
        first = "Bộ phận"
    document = board_document(period, first, lines, _sum([tally for _name, tally in lines]), clock.now())
    return file_response(document, ending)


def _board(request: HttpRequest, period: Period) -> dict[str, Any]:
    user: Any = request.user
    everywhere = is_everywhere(request)
    words = request.GET.get("q", "").strip()[:100]
    if everywhere:
        found = province_tallies(period)
        shown = [one for one in found if _holds(one.agency.name_folded, words)]
        rows = [board_row(one.agency.name, one.tally) for one in shown]
        total, first = _sum([one.tally for one in found]), "Cơ quan, đơn vị"
    else:
        units = _by_unit(rows_under(user, period))
        rows = [board_row(name, tally, names_url(period, unit)) for unit, name, tally in units]
        total, first = _sum([tally for _unit, _name, tally in units]), "Bộ phận"
    keep = kept(period, everywhere)
    return {
        "everywhere": everywhere,
        "may_see_province": bool(may(user, "owing.province")),
        "may_see_names": bool(may(user, "owing.names")),
        "columns": board_columns(first),
        "rows": rows,
        "foot": [[{"text": "Cộng", "header": True}, *board_row("", total)[1:]]] if rows and not words else [],
        "stats": _stats(period, total, everywhere),
        "due": format_day(period.self_due_on),
        "review_due": format_day(period.review_due_on),
        "q": words,
        "keep": keep,
        "action": reverse("owing_board"),
        "query": "&".join(f"{name}={value}" for name, value in keep),
        "missing": total.missing,
    }


def _holds(name: str, words: str) -> bool:
    return all(word in name for word in fold(words).split())


def _stats(period: Period, total: Tally, everywhere: bool) -> list[dict[str, str]]:
    """The four figures at the top; a head's open the list behind them."""
    rate = figures(total)[2]
    share = format_percent(rate, 1) if rate is not None else "chưa có"  # type: ignore[arg-type]
    found = [
        ("Phải nộp", format_integer(total.owed), "tat-ca", "phiếu của tháng", "users"),
        ("Đã nộp", format_integer(total.sent), "da-nop", f"{share} số phải nộp", "circle-check"),
        ("Nộp muộn", format_integer(total.late), "muon", "trong số đã nộp", "clock-alert"),
        ("Chưa nộp", format_integer(total.missing), "chua", "tại lúc xem", "circle-alert"),
    ]
    return [
        {
            "label": label,
            "value": value,
            "hint": hint,
            "symbol": symbol,
            "url": "" if everywhere else names_url(period, tab=tab),
        }
        for label, value, tab, hint, symbol in found
    ]


def _by_unit(rows: list[OwedRow]) -> list[tuple[int, str, Tally]]:
    """Units in the order of names, each with its people's counts."""
    groups: dict[tuple[str, int], list[OwedRow]] = defaultdict(list)
    for row in rows:
        groups[row.unit_name, row.unit_id].append(row)
    ordered = sorted(groups.items(), key=lambda item: (fold(item[0][0]), item[0][1]))
    return [(unit, name, tally_of(found)) for (name, unit), found in ordered]


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total
