"""Criteria sets as anybody signed in may read them: what is assessed, how, and by whose voice."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.numbers import NO_DATA, format_percent, format_points
from evaluations.enums import Source
from evaluations.models import CriteriaSet, Criterion
from registers.gather.legal import Basis, bases

COLUMNS = [
    {"label": "Mã"},
    {"label": "Tiêu chí"},
    {"label": "Áp dụng"},
    {"label": "Cách đo"},
    {"label": "Điểm tối đa", "num": True},
    {"label": "Nguồn và trọng số"},
]
VOICES = dict(Source.choices)


@require_safe
def criteria_set_list(request: HttpRequest) -> HttpResponse:
    """Published sets; the one that scores comes first."""
    sets = CriteriaSet.objects.published().order_by("-is_scoring", "title", "-version")
    return render(request, "criteria/list.html", {"sets": list(sets)})


@require_safe
def criteria_set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: legal basis, groups with their criteria, and where its source contradicts itself."""
    criteria_set = get_object_or_404(CriteriaSet.objects.published(), pk=pk)
    groups = _groups(criteria_set)
    context = {
        "criteria_set": criteria_set,
        "trail": [("Bộ tiêu chí", reverse("criteria_set_list")), (criteria_set.title, "")],
        "columns": COLUMNS,
        "groups": groups,
        "settings": _settings(criteria_set.settings),
        "bases": _bases(groups),
    }
    return render(request, "criteria/detail.html", context)


def _groups(criteria_set: CriteriaSet) -> list[dict[str, Any]]:
    by_group: dict[int, list[Criterion]] = {}
    for criterion in criteria_set.criteria.order_by("position"):
        by_group.setdefault(criterion.group_id, []).append(criterion)
    return [
        {
            "name": group.name,
            "code": group.code,
            "points": format_points(group.max_points),
            "rows": [_row(criterion) for criterion in by_group.get(group.pk, [])],
        }
        for group in criteria_set.groups.order_by("position")
    ]


def _bases(groups: list[dict[str, Any]]) -> list[tuple[str, list[Basis]]]:
    """The legal documents on which the criteria rest, in the order of the set."""
    codes = [row[0]["text"] for group in groups for row in group["rows"]]
    found = bases(codes, clock.today())
    return [(code, found[code]) for code in codes if code in found]


def _row(criterion: Criterion) -> list[dict[str, Any]]:
    voices = [f"{VOICES[source]} {weight}%" for source, weight in criterion.weights.items() if weight]
    return [
        {"text": criterion.code, "header": True, "class": "nowrap"},
        {"text": criterion.statement, "title": criterion.how_measured},
        {"text": criterion.get_applies_to_display()},
        {"text": criterion.get_measure_display()},
        {"text": format_points(criterion.max_points), "num": True},
        {"text": ", ".join(voices) or NO_DATA},
    ]


def _settings(settings: dict[str, Any]) -> list[tuple[str, str]]:
    """The set-level rules in words, each with its clause."""
    known = (
        ("carry_months", "Kết quả kiểm tra còn giá trị (S4)", "{} tháng"),
        ("min_citizen_n", "Số lượt đánh giá tối thiểu của người dân (S4)", "{} lượt"),
        ("min_coverage", "Độ phủ tối thiểu để xếp hạng (S10)", "{}"),
        ("bonus_cap", "Điểm thưởng tối đa (S7)", "{} điểm"),
        ("deduction_cap", "Điểm trừ tối đa (S7)", "{} điểm"),
    )
    return [
        (label, words.format(_setting(name, settings[name])))
        for name, label, words in known
        if settings.get(name) is not None
    ]


def _setting(name: str, value: Any) -> str:
    """A number of the set as people write it; the coverage is a ratio, told in per cent."""
    if name == "min_coverage":
        return format_percent(Decimal(str(value)))
    return str(value).replace(".", ",")
