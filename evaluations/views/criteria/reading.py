"""Criteria sets as anybody signed in may read them: what is assessed, how, and by whose voice."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_moment
from core.numbers import format_points
from evaluations.enums import SetState
from evaluations.gather.criteria.pictures import examples_of
from evaluations.models import CriteriaSet, Criterion, CriterionPicture
from evaluations.rules.set_codec import params_from_json
from evaluations.rules.set_setting_words import settings_in_words
from evaluations.views.criteria.bench import voices_of
from evaluations.views.criteria.measured import params_in_words
from evaluations.views.criteria.set_frame import visible_set
from registers.gather.legal import Basis, bases

COLUMNS = [
    {"label": "Mã"},
    {"label": "Tiêu chí"},
    {"label": "Áp dụng"},
    {"label": "Cách đo"},
    {"label": "Điểm tối đa", "num": True},
    {"label": "Nguồn và trọng số"},
]
STATE_KINDS = {SetState.DRAFT: "info", SetState.PUBLISHED: "ok", SetState.RETIRED: "neutral"}


@require_safe
def criteria_set_list(request: HttpRequest) -> HttpResponse:
    """Published sets; the one that scores comes first. Home Affairs sees the drafts above them."""
    user: Any = request.user
    visible = CriteriaSet.objects.visible_to(user, clock.today()).order_by("-is_scoring", "title", "-version")
    sets = list(visible.select_related("parent", "follows"))
    context = {
        "sets": [one for one in sets if one.state == SetState.PUBLISHED],
        "drafts": [one for one in sets if one.state == SetState.DRAFT],
        "retired": [one for one in sets if one.state == SetState.RETIRED],
        "may_edit": bool(may(user, "criteria_set.edit")),
    }
    return render(request, "criteria/list.html", context)


@require_safe
def criteria_set_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One set: legal basis, groups with their criteria, and where its source contradicts itself."""
    criteria_set = visible_set(request, pk)
    groups = _groups(criteria_set)
    context = {
        "criteria_set": criteria_set,
        "kind": STATE_KINDS[SetState(criteria_set.state)],
        "trail": [("Bộ tiêu chí", reverse("criteria_set_list")), (criteria_set.title, "")],
        "columns": COLUMNS,
        "groups": groups,
        "settings": settings_in_words(criteria_set.settings),
        "people": people_of(criteria_set),
        "bases": _bases(groups),
        "may_edit": bool(may(request.user, "criteria_set.edit")),
    }
    return render(request, "criteria/detail.html", context)


@require_safe
def criterion_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One criterion: how it is measured, by whose voice, what its evidence looks like."""
    user: Any = request.user
    sets = CriteriaSet.objects.visible_to(user, clock.today())
    rows = Criterion.objects.filter(criteria_set__in=sets).select_related("criteria_set", "group")
    criterion = get_object_or_404(rows, pk=pk)
    criteria_set = criterion.criteria_set
    params = params_from_json(criterion.params)
    context = {
        "criterion": criterion,
        "trail": [
            ("Bộ tiêu chí", reverse("criteria_set_list")),
            (criteria_set.title, reverse("criteria_set_detail", args=[criteria_set.pk])),
            (criterion.code, ""),
        ],
        "facts": _facts(criterion) + params_in_words(criterion.measure, params),
        "levels": [(format_points(level.points), level.label) for level in params.levels],
        "examples": examples_of([pk]).get(pk, ()),
    }
    return render(request, "criteria/criterion.html", context)


def people_of(criteria_set: CriteriaSet) -> list[tuple[str, str]]:
    """Who drafted, asked and published, and when; nothing is said of what nobody did."""
    acts = (
        ("Người soạn", criteria_set.drafted_by, criteria_set.drafted_at),
        ("Đề nghị ban hành", criteria_set.asked_by, criteria_set.asked_at),
        ("Ban hành", criteria_set.published_by, criteria_set.published_at),
    )
    return [
        (
            label,
            f"{who.display_name}, {format_moment(at)}" if who else f"{format_moment(at)}, nạp theo phần mềm",
        )
        for label, who, at in acts
        if at is not None
    ]


def _facts(criterion: Criterion) -> list[tuple[str, str]]:
    told = [
        ("Nhóm", f"{criterion.group.code}. {criterion.group.name}"),
        ("Áp dụng", criterion.get_applies_to_display()),
        ("Điểm tối đa", format_points(criterion.max_points)),
        ("Nguồn và trọng số (S3)", voices_of(criterion)),
        ("Khi không áp dụng (S5)", criterion.get_not_applicable_display() or "Biểu không nói"),
        ("Đo thế nào", criterion.how_measured),
        ("Minh chứng nên có", criterion.evidence_hint),
        ("Căn cứ", criterion.basis),
        ("Cách đo (S2)", criterion.get_measure_display()),
    ]
    return [(label, text) for label, text in told if text]


def _groups(criteria_set: CriteriaSet) -> list[dict[str, Any]]:
    pictured = set(
        CriterionPicture.objects.filter(criterion__criteria_set=criteria_set)
        .order_by("criterion")
        .values_list("criterion", flat=True)
    )
    parent = criteria_set.parent
    own = None if parent is None else set(parent.criteria.order_by("pk").values_list("code", flat=True))
    by_group: dict[int, list[Criterion]] = {}
    for criterion in criteria_set.criteria.order_by("position"):
        by_group.setdefault(criterion.group_id, []).append(criterion)
    return [
        {
            "name": group.name,
            "code": group.code,
            "points": "" if group.max_points is None else f"{format_points(group.max_points)} điểm",
            "rows": [_row(one, _notes(one, pictured, own)) for one in by_group.get(group.pk, [])],
            "total": _total(by_group.get(group.pk, [])),
        }
        for group in criteria_set.groups.order_by("position")
    ]


def _total(criteria: list[Criterion]) -> str:
    """The sum of the shown points, for the line under the table; "" where the source gives none."""
    known = [one.max_points for one in criteria if one.max_points is not None]
    return format_points(sum(known, Decimal(0))) if known else ""


def _bases(groups: list[dict[str, Any]]) -> list[tuple[str, list[Basis]]]:
    """The legal documents on which the criteria rest, in the order of the set."""
    codes = [row[0]["text"] for group in groups for row in group["rows"]]
    found = bases(codes, clock.today())
    return [(code, found[code]) for code in codes if code in found]


def _notes(criterion: Criterion, pictured: set[int], of_parent: set[str] | None) -> list[str]:
    """What is said of a criterion beside its statement: an addition to the parent set, pictures."""
    added = of_parent is not None and criterion.code not in of_parent
    told = (("bổ sung", added), ("có ảnh mẫu", criterion.pk in pictured))
    return [words for words, holds in told if holds]


def _row(criterion: Criterion, notes: list[str]) -> list[dict[str, Any]]:
    statement = f"{criterion.statement} ({', '.join(notes)})" if notes else criterion.statement
    url = reverse("criterion_page", args=[criterion.pk])
    return [
        {"text": criterion.code, "header": True, "class": "nowrap", "url": url},
        {"text": statement, "title": criterion.how_measured},
        {"text": criterion.get_applies_to_display()},
        {"text": criterion.get_measure_display()},
        {"text": format_points(criterion.max_points), "num": True, "value": criterion.max_points},
        {"text": voices_of(criterion)},
    ]
