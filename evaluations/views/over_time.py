"""The results of a quarter or a year: each agency's months, their mean, and where the mean is from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from core import clock
from core.dates import format_month
from core.numbers import NO_DATA, format_percent, format_points
from evaluations.enums import Grade, PeriodKind
from evaluations.gather.mean_basis import Basis, basis_of, months_of
from evaluations.gather.means_table import MeanLine, mean_lines
from evaluations.models import AgencyResult, Period
from evaluations.rules.set_terms import MEAN_OF_MONTHS

MOST_COLUMNS = 3
"""A year's twelve months do not fit beside each other: it tells how many of them have a figure."""


@require_safe
def period_means(request: HttpRequest, pk: int) -> HttpResponse:
    """The results that the person may read; a month has none of this kind."""
    user: Any = request.user
    period = get_object_or_404(Period.objects.exclude(kind=PeriodKind.MONTH), pk=pk)
    sets = period.sets.filter(criteria_set__settings__over_time=MEAN_OF_MONTHS)
    groups = list(sets.order_by().values_list("comparison_group", flat=True))
    read = AgencyResult.objects.visible_to(user, clock.today()).in_period(period)
    lines = mean_lines(period, read.filter(comparison_group__in=groups)) if groups else []
    months = months_of(period)
    basis = basis_of(period, clock.today())
    context = {
        "trail": [
            ("Kỳ đánh giá", reverse("period_list")),
            (period.label, reverse("period_detail", args=[period.pk])),
            ("Trung bình các tháng", ""),
        ],
        "period": period,
        "asked": bool(groups),
        "still_open": ", ".join(basis.named),
        "stands_on": _stands_on(basis),
        "columns": _columns(months, basis),
        "tables": [
            (str(group.label), [_row(line, months) for line in lines if line.group == group.value])
            for group in ComparisonGroup
            if any(line.group == group.value for line in lines)
        ],
    }
    return render(request, "periods/means.html", context)


def _stands_on(basis: Basis) -> str:
    """The closed months with the revisions that stand: "tháng 10/2026 bản 1, tháng 11/2026 bản 2"."""
    return ", ".join(
        f"tháng {format_month(month)}" + (f" bản {revision}" if revision else "")
        for month, revision in sorted(basis.closed.items())
    )


def _columns(months: Sequence[date], basis: Basis) -> list[dict[str, Any]]:
    waited = dict.fromkeys(basis.still_open, " (chưa chốt)")
    by_month = [{"label": format_month(month) + waited.get(month, ""), "num": True} for month in months]
    return [
        {"label": "Cơ quan"},
        *(by_month if len(months) <= MOST_COLUMNS else [{"label": "Tháng có điểm", "num": True}]),
        {"label": "Trung bình", "num": True},
        {"label": "Độ phủ", "num": True},
        {"label": "Xếp loại"},
        {"label": "Thứ hạng", "num": True},
    ]


def _row(line: MeanLine, months: Sequence[date]) -> list[dict[str, Any]]:
    known = [line.months.get(month) for month in months]
    counted = sum(total is not None for total in known)
    by_month = [{"text": format_points(total), "num": True} for total in known]
    grade = str(Grade(line.grade).label) if line.grade in Grade.values else ""
    return [
        {"text": line.name, "header": True},
        *(by_month if len(months) <= MOST_COLUMNS else [{"text": f"{counted}/{len(months)}", "num": True}]),
        {"text": format_points(line.total), "num": True},
        {"text": format_percent(line.coverage), "num": True},
        {"text": "Tạm tính" if line.is_provisional and line.total is not None else grade},
        {"text": f"{line.rank}/{line.ranked_of}" if line.rank else NO_DATA, "num": True},
    ]
