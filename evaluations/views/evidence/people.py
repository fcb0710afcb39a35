"""Whom of their own people the draw took, for heads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import require
from core.cells import Cell, Column, Row
from core.numbers import format_integer
from evaluations.enums import AssessmentState
from evaluations.gather.evidence.sampled import Sampled, sampled_under
from evaluations.models.assessments import SENT_STATES
from evaluations.views.evidence.draws import TITLE, found_draw

COLUMNS: list[Column] = [
    {"label": "Họ tên"},
    {"label": "Bộ phận"},
    {"label": "Phiếu"},
    {"label": "Minh chứng"},
]


@never_cache
@require_safe
def evidence_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Each person under the reader who was drawn, and whether evidence came."""
    user: Any = request.user
    made = found_draw(pk)
    require(user, "evidence_draw.people")
    if made.drawn_at is None:
        raise Http404("Mẫu của tháng này chưa rút.")
    people = sampled_under(user, made)
    context = {
        "made": made,
        "trail": [
            (TITLE, reverse("evidence_list")),
            (made.period.label, reverse("evidence_detail", args=[pk])),
            ("Người của tôi", ""),
        ],
        "columns": COLUMNS,
        "rows": [_row(one) for one in people],
        "proven": format_integer(sum(1 for one in people if one.files)),
        "count": format_integer(len(people)),
    }
    return render(request, "evidence/people.html", context)


def _row(one: Sampled) -> Row:
    state = AssessmentState(one.form_state).label if one.form_state else "Chưa làm"
    form: Cell = {"text": state}
    if one.form_state in SENT_STATES and one.form_id:
        form["url"] = reverse("review_detail", args=[one.form_id])
    files = f"{format_integer(one.files)} tệp" if one.files else "Chưa có"
    return [{"text": one.name, "header": True}, {"text": one.unit}, form, {"text": files}]
