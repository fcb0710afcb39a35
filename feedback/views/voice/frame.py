"""What every page of citizens' figures does alike: who asks, for which month, and one table as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock
from core.access import require
from core.dates import format_moment, format_month
from core.documents.files import file_response
from core.documents.of_table import document
from core.numbers import format_integer
from core.tables import Table
from feedback.rules.release import telling_day
from feedback.views.voice.tables import MONTH

EXPORT, TABLE = "xuat", "bang"
MONTHS = 24
TITLE = "Người dân nói gì"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who looks, by the rights of which day, at which month (its first day).

    Of the days before ``today`` it may be told.
    """

    user: Any
    on: date
    today: date
    month: date

    @property
    def is_over(self) -> bool:
        """Whether the month is over, so that everything of it may be told."""
        return clock.next_month(self.month) <= self.today

    @property
    def day(self) -> date:
        """The day on which agencies are named and placed: the month's last, or today."""
        return min(self.today, date.fromordinal(clock.next_month(self.month).toordinal() - 1))

    @property
    def months(self) -> list[tuple[str, str, bool]]:
        """The months to choose from, newest first: code, label, chosen."""
        listed = [clock.months_back(self.today, back) for back in range(MONTHS)]
        return [(one.isoformat(), f"Tháng {format_month(one)}", one == self.month) for one in listed]


def asked(request: HttpRequest) -> Asked:
    """What the address asks for. Raises AccessRefused, and Http404 for a month that is none of the list."""
    user: Any = request.user
    require(user, "voice.read")
    today = telling_day(clock.now())
    seen = Asked(user, clock.today(), today, clock.month_start(today))
    wanted = request.GET.get(MONTH, "")
    if not wanted:
        return seen
    if wanted not in {code for code, _label, _chosen in seen.months}:
        raise Http404("Không có tháng này.")
    return replace(seen, month=date.fromisoformat(wanted))


def _computed(answers: int) -> str:
    return f"Tính lúc {format_moment(clock.now())}, từ {format_integer(answers)} lượt được công bố"


def export(
    request: HttpRequest, seen: Asked, shown: Sequence[Table], title: str, answers: int
) -> HttpResponse:
    """One table as an Excel file; raises Http404 for a table or a format that the page does not have."""
    wanted = request.GET.get(TABLE, "")
    chosen = [table for table in shown if not wanted or table.key == wanted]
    if request.GET[EXPORT] != "xlsx" or not chosen:
        raise Http404("Không có bảng này để xuất.")
    state = "" if seen.is_over else " (tạm tính)"
    lines = [f"{TITLE}, tháng {format_month(seen.month)}{state}", _computed(answers)]
    return file_response(document(chosen[0], title=title, at=clock.now(), lines=lines), "xlsx")


def page(
    request: HttpRequest, seen: Asked, template: str, context: dict[str, Any], answers: int
) -> HttpResponse:
    """The page with the month, the months to choose from, and when and from how many it was computed."""
    context = {
        "q": "",
        **context,
        "months": seen.months,
        "month_code": seen.month.isoformat(),
        "is_over": seen.is_over,
        "computed_line": _computed(answers),
    }
    return render(request, template, context)
