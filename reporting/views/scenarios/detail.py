"""A scenario: what was changed, and how every agency moves."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_moment
from core.documents.files import file_response
from core.documents.of_table import document
from core.numbers import format_points, format_signed
from evaluations.rules.going_up import Means
from evaluations.rules.what_if.moved import Outline, outline_of
from reporting.gather.scenarios import (
    TriedMonth,
    changes_told,
    short_names,
    stands_on_old_figures,
    tried_months,
)
from reporting.models import Scenario
from reporting.tables import scenarios as tables
from reporting.tables.cells import Table
from reporting.views.scenarios.frame import MONTH, last_day, shown_month, trail, visible_scenario, window_of

SORTS = [("hang", "Hạng giả định"), ("tang", "Tăng nhiều nhất"), ("giam", "Giảm nhiều nhất"), ("ten", "Tên")]

OLD_FIGURES = "Số liệu của các tháng đã thay đổi sau khi tính; bảng này là của số liệu lúc tính"
NO_TREND = {"trend": "", "trend_kind": ""}


@require_safe
def scenario_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The figures as they were computed; says so when those of the months have changed since."""
    scenario = visible_scenario(request, pk)
    months = tried_months(scenario)
    month = shown_month(months, request.GET.get(MONTH, ""))
    order = request.GET.get("xep", "hang")
    if order not in tables.SORTS:
        raise Http404("Không có cách xếp này.")
    names = short_names(last_day(month), [move.agency for move in month.moves])
    agencies = tables.moves_table(month.moves, names, order)
    if "xuat" in request.GET:
        return _export(request, scenario, month, agencies)
    outline = outline_of(month.moves)
    context = {
        **_head(request, scenario),
        "month": month,
        "months": [(one, _address(request, one, order)) for one in reversed(months)],
        "stats": _stats(outline),
        "grades": tables.grades_table(outline),
        "classes": tables.classes_table(outline),
        "agencies": agencies,
        "sorts": [(label, _address(request, month, code), code == order) for code, label in SORTS],
        "trend": _trend(request, months, order) if len(months) > 1 else None,
    }
    return render(request, "reporting/scenarios/detail.html", context)


def _head(request: HttpRequest, scenario: Scenario) -> dict[str, Any]:
    user: Any = request.user
    return {
        "trail": trail(scenario.name),
        "scenario": scenario,
        "window": window_of(scenario),
        "computed": format_moment(scenario.computed_at),
        "told": changes_told(scenario),
        "is_stale": stands_on_old_figures(scenario),
        "may_recompute": bool(may(user, "scenario.recompute", scenario)),
        "may_delete": bool(may(user, "scenario.delete", scenario)),
    }


def _address(request: HttpRequest, month: TriedMonth, order: str) -> str:
    return f"{request.path}?{urlencode({MONTH: month.starts_on.isoformat(), 'xep': order})}"


def _stats(outline: Outline) -> list[dict[str, str]]:
    return [
        _mean("Điểm tỉnh theo số người", outline.before, outline.after, "weighted"),
        _mean("Bình quân đơn giản", outline.before, outline.after, "simple"),
        {
            "label": "Điểm tăng · giảm",
            "value": f"{outline.gained} · {outline.lost}",
            "hint": f"cơ quan; {outline.same} không đổi",
            **NO_TREND,
        },
        {
            "label": "Hạng lên · xuống",
            "value": f"{outline.up} · {outline.down}",
            "hint": _counted(outline),
            **NO_TREND,
        },
    ]


def _mean(label: str, before: Means, after: Means, name: str) -> dict[str, str]:
    was, now = getattr(before, name), getattr(after, name)
    change = None if was is None or now is None else now - was
    return {
        "label": label,
        "value": format_points(now),
        "hint": "",
        "trend": f"{format_signed(change)} so với {format_points(was)} hiện nay",
        "trend_kind": "flat" if not change else "up" if change > 0 else "down",
    }


def _counted(outline: Outline) -> str:
    words = [
        f"thêm {outline.newly_counted} cơ quan được xếp hạng" if outline.newly_counted else "",
        f"{outline.no_longer_counted} cơ quan thành tạm tính" if outline.no_longer_counted else "",
    ]
    return "; ".join(word for word in words if word) or "trong nhóm so sánh của mình"


def _trend(request: HttpRequest, months: list[TriedMonth], order: str) -> Table:
    return tables.months_table(
        [(one, outline_of(one.moves), _address(request, one, order)) for one in months]
    )


def _export(request: HttpRequest, scenario: Scenario, month: TriedMonth, table: Table) -> HttpResponse:
    if request.GET["xuat"] != "xlsx":
        raise Http404("Không có dạng tệp này.")
    changes = [f"{one.what}: {one.before} → {one.after}" for one in changes_told(scenario)]
    lines = [
        "Phương án giả định, không phải kết quả đánh giá",
        f"Tháng {month.starts_on:%m/%Y}, bản số liệu {month.revision}",
        f"Tính lúc {format_moment(scenario.computed_at)}",
    ]
    if stands_on_old_figures(scenario):
        lines.append(OLD_FIGURES)
    file = document(table, title=scenario.name, at=clock.now(), lines=lines, notes=changes)
    return file_response(file, "xlsx")
