"""The names behind a head's board: who has sent, who has not, who owes nothing and why."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.views.parameters import number_of, page_of, words_of
from core import clock
from core.access import require
from core.dates import format_day
from core.documents.files import file_response
from core.http import page_or_part
from evaluations.enums import Owing
from evaluations.gather.owing.people import OwedRow, named, rows_under
from evaluations.models import Period
from evaluations.views.owing.board import ENDINGS
from evaluations.views.owing.frame import choice, chosen_month, month_of, months_offered
from evaluations.views.owing.tables import NAME_COLUMNS, name_rows, names_document

TABS: dict[str, tuple[str, Callable[[OwedRow], bool]]] = {
    "chua": ("Chưa nộp", lambda row: row.is_missing),
    "da-nop": ("Đã nộp", lambda row: row.is_sent),
    "muon": ("Nộp muộn", lambda row: row.is_late),
    "khong-phai": ("Không phải nộp", lambda row: row.owing not in (Owing.OWED, Owing.MOVED_AWAY)),
    "chuyen-di": ("Đã chuyển đi", lambda row: row.owing == Owing.MOVED_AWAY),
    "tat-ca": ("Tất cả", lambda row: True),
}
"""The parts of the list by their name in the address."""


@require_safe
def owing_names(request: HttpRequest) -> HttpResponse:
    """The people under the user in a month, by state, unit and name."""
    user: Any = request.user
    require(user, "owing.names")
    months = months_offered()
    period = chosen_month(request, months)
    context = choice(months, period) | {"action": reverse("owing_names")}
    if period is not None:
        context |= _list(request, period)
    return page_or_part(request, "owing/names.html", "owing/_names.html", context)


@require_safe
def owing_names_export(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as a file: the state, unit and words of the page, every page of it."""
    user: Any = request.user
    require(user, "owing.names")
    if ending not in ENDINGS:
        raise Http404
    period = month_of(request)
    tab = _tab(request)
    rows = [row for row in _narrowed(request, rows_under(user, period)) if TABS[tab][1](row)]
    return file_response(names_document(period, rows, clock.now()), ending)


def _tab(request: HttpRequest) -> str:
    tab = request.GET.get("loai", "")
    return tab if tab in TABS else "chua"


def _narrowed(request: HttpRequest, rows: list[OwedRow]) -> list[OwedRow]:
    unit = number_of(request, "don-vi")
    return named([row for row in rows if unit in (None, row.unit_id)], words_of(request))


def _list(request: HttpRequest, period: Period) -> dict[str, Any]:
    user: Any = request.user
    every = rows_under(user, period)
    narrowed, tab = _narrowed(request, every), _tab(request)
    shown = [row for row in narrowed if TABS[tab][1](row)]
    page = page_of(request, shown)
    unit = number_of(request, "don-vi")
    keep = [("ky", period.pk), ("loai", tab), *([("don-vi", unit)] if unit else [])]
    return {
        "tab": tab,
        "tabs": [(name, label, sum(map(belongs, narrowed))) for name, (label, belongs) in TABS.items()],
        "units": sorted({(row.unit_name, row.unit_id) for row in every}),
        "unit": unit,
        "q": words_of(request),
        "page": page,
        "columns": NAME_COLUMNS,
        "rows": name_rows(page, period, user.staff_id, clock.today()),
        "keep": keep,
        "due": format_day(period.self_due_on),
        "query": "&".join(f"{name}={value}" for name, value in keep),
    }
