"""The complaint series of an agency: a chart with its table twin, true zero apart from unknown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import Agency, AgencyVersion
from core import clock
from core.cells import Column, Row
from core.dates import format_day
from feedback.gather.complaints import YearFigure, complaint_series

COLUMNS: list[Column] = [
    {"label": "Năm"},
    {"label": "Phản ánh, kiến nghị", "num": True},
    {"label": "Ghi chú"},
]


@require_safe
def complaint_years(request: HttpRequest, pk: int) -> HttpResponse:
    """What was stated of an agency's complaints before the portal, and what it counted; 404 without any."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    versions = AgencyVersion.objects.filter(agency=agency).order_by("-starts_on")
    name, ends_on = versions.values_list("name", "ends_on")[0]
    series = complaint_series(agency, clock.today(), ends_on)
    if not series:
        raise Http404
    crumbs = [
        ("Cơ quan", reverse("agency_tree")),
        (name, reverse("agency_detail", args=[pk])),
        ("Phản ánh, kiến nghị", ""),
    ]
    context = {
        "name": name,
        "crumbs": crumbs,
        "columns": COLUMNS,
        "rows": [_row(figure) for figure in series],
        "span": f"{series[0].year}–{series[-1].year}",
        "is_counted": any(figure.is_counted or figure.beside for figure in series),
        "sources": list(dict.fromkeys(figure.source for figure in series if figure.source)),
    }
    return render(request, "feedback/complaint_years.html", context)


def _row(figure: YearFigure) -> Row:
    known = figure.count is not None
    return [
        {"text": str(figure.year), "header": True},
        {"text": str(figure.count) if known else "—", "value": figure.count, "num": True},
        {"text": _note(figure)},
    ]


def _note(figure: YearFigure) -> str:
    if figure.count is None:
        return "Nguồn không nêu con số" if figure.is_named else "Chưa có số liệu"
    said = ["Không có phản ánh nào"] if figure.count == 0 else []
    if figure.is_counted:
        span = [f"từ {format_day(figure.since)}"] if figure.since else []
        span += [f"đến {format_day(figure.until)}"] if figure.until else []
        said.append(" ".join(["Cổng tiếp nhận", *span]))
    if figure.beside:
        said.append(f"Cổng tiếp nhận {figure.beside}")
    return ". ".join(said)
