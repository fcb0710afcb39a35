"""Addresses of a page of charts and tables for the browser tests only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from core.cells import Cell

KINDS = ("bar", "stack", "hbar", "line", "radar", "gauge", "heatmap")
PAGE = """{% extends "base.html" %}
{% block title %}Biểu đồ{% endblock %}
{% block heading %}<h1>Biểu đồ</h1>{% endblock %}
{% block content %}
  {% for kind in kinds %}
    {% include "components/chart.html" with kind=kind title=kind columns=columns rows=rows high=100 only %}
  {% endfor %}
  {% include "components/search_box.html" with q="" label="Tìm" action="/" target="#noi-dung" only %}
{% endblock %}
{% block scripts %}{% include "components/chart_script.html" %}{% endblock %}"""


def _row(name: str, *values: int | None) -> list[Cell]:
    cells: list[Cell] = [{"text": "—" if value is None else str(value), "value": value} for value in values]
    return [{"text": name, "header": True}, *cells]


@login_not_required
def charts(request: HttpRequest) -> HttpResponse:
    """Every kind of chart over the same small table, in which one value is missing."""
    context = {
        "kinds": KINDS,
        "columns": [
            {"label": "Nhóm"},
            {"label": "Tự đánh giá", "num": True},
            {"label": "Kiểm tra", "num": True},
        ],
        "rows": [_row("Thái độ", 90, 70), _row("Giao tiếp", 85, None), _row("Trang phục", 0, 60)],
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [path("", charts, name="home"), path("tai-khoan/", include("allauth.urls"))]
