"""The complaint series of an agency: a chart with its table twin, true zero apart from unknown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.models import Agency, AgencyVersion
from core.cells import Column, Row
from feedback.gather.complaints import YearFigure, complaint_series

COLUMNS: list[Column] = [
    {"label": "Năm"},
    {"label": "Phản ánh, kiến nghị", "num": True},
    {"label": "Ghi chú"},
]


@require_safe
def complaint_years(request: HttpRequest, pk: int) -> HttpResponse:
    """What was stated of an agency's complaints before the portal; 404 where nothing was."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), pk=pk)
    series = complaint_series(agency)
    if not series:
        raise Http404
    name = (
        AgencyVersion.objects.filter(agency=agency).order_by("-starts_on").values_list("name", flat=True)[0]
    )
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
    return "Không có phản ánh nào" if figure.count == 0 else ""
