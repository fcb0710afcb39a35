"""All agencies of a month: their gaps, and the criteria on which one stands apart from its group."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from core.access import may, require
from core.cells import Column, Row
from core.dates import format_moment
from core.numbers import format_integer
from evaluations.gather.calibration.voices import Heard, differences, heard_in, names_on, words_of
from evaluations.models import AgencyResult, CalibrationMark
from evaluations.rules.calibration.outliers import (
    CUT,
    LEAST_AGENCIES,
    LEAST_POINTS,
    LEAST_SEEN,
    Outlier,
    outliers,
)
from evaluations.rules.calibration.voices import CITIZEN, SELF
from evaluations.views.calibration.frame import NONE_YET, Visit, signed, visit

SHOWN = 25
"""Outliers on the page, the furthest ones."""
COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Nhóm"},
    {"label": "Tự đánh giá − kiểm tra", "num": True},
    {"label": "Tự đánh giá − người dân", "num": True},
    {"label": "Dấu chưa xem lại", "num": True},
]
APART: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Tiêu chí"},
    {"label": "So với"},
    {"label": "Chênh", "num": True},
    {"label": "Thường thấy trong nhóm", "num": True},
    {"label": "Số cơ quan so được (n)", "num": True},
    {"label": "Dấu"},
]


@never_cache
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Every agency's gaps and what stands apart."""
    user: Any = request.user
    require(user, "calibration.read")
    seen = visit(request)
    if seen is None:
        return render(request, "calibration/none.html", {"reason": NONE_YET})
    every = heard_in(seen.month)
    names = names_on(seen.month.last_day)
    marks = list(CalibrationMark.objects.filter(period=seen.month).select_related("criterion").order_by("pk"))
    waiting = Counter(mark.agency_id for mark in marks if mark.followed_up_at is None)
    apart = [("Kiểm tra", one) for one in outliers(differences(every))]
    apart += [("Người dân", one) for one in outliers(differences(every, SELF, CITIZEN))]
    apart.sort(key=lambda pair: -abs(pair[1].score))
    words = words_of({one.row.criteria_set_id for one in every})
    marked = {(mark.agency_id, mark.criterion.code): mark for mark in marks}
    computed = max((one.row.computed_at for one in every), default=None)
    context = {
        "seen": seen,
        "columns": COLUMNS,
        "rows": [_row(seen, one.row, names, waiting) for one in _by_name(every, names)],
        "apart_columns": APART,
        "apart": [
            _apart(seen, (other, words[one.criterion]), one, names, marked) for other, one in apart[:SHOWN]
        ],
        "apart_count": format_integer(len(apart)),
        "rule": {
            "cut": f"{CUT}".replace(".", ","),
            "points": int(LEAST_POINTS),
            "agencies": LEAST_AGENCIES,
            "seen": LEAST_SEEN,
        },
        "computed": format_moment(computed),
        "may_draw": bool(may(user, "evidence_draw.make")),
    }
    return render(request, "calibration/province.html", context)


def _by_name(every: list[Heard], names: dict[int, str]) -> list[Heard]:
    return sorted(every, key=lambda one: (one.row.comparison_group, names.get(one.row.agency_id, "")))


def _row(seen: Visit, row: AgencyResult, names: dict[int, str], waiting: Counter[int]) -> Row:
    open_marks = waiting.get(row.agency_id, 0)
    return [
        {
            "text": names.get(row.agency_id, "—"),
            "url": seen.link("calibration_agency", row.agency_id),
            "header": True,
        },
        {"text": ComparisonGroup(row.comparison_group).label},
        signed(row.gap_inspection),
        signed(row.gap_citizen),
        {"text": format_integer(open_marks) if open_marks else "", "num": True},
    ]


def _apart(
    seen: Visit,
    said: tuple[str, str],
    one: Outlier,
    names: dict[int, str],
    marked: dict[tuple[int, str], CalibrationMark],
) -> Row:
    other, statement = said
    mark = marked.get((one.agency, one.criterion))
    state = "Chưa đánh dấu" if mark is None else "Đã xem lại" if mark.followed_up_at else "Cần xem lại"
    return [
        {
            "text": names.get(one.agency, "—"),
            "url": f"{seen.link('calibration_agency', one.agency)}&tieu-chi={one.criterion}#danh-dau",
            "header": True,
        },
        {"text": f"{one.criterion} {statement}", "class": "calibration-statement"},
        {"text": other},
        signed(one.points),
        signed(one.usual),
        {"text": format_integer(one.agencies), "num": True},
        {"text": state},
    ]
