"""The survey as people read it: the surveys there are, and the page on which one is answered."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import AgencyVersion
from agencies.models.scope import scope_of
from agencies.views.parameters import page_of
from core import clock
from core.access import Denied, may
from core.blind import fingerprint
from core.cells import Column, Row
from core.dates import format_day
from core.numbers import format_integer, format_points
from evaluations.gather.survey.asking import asked_by, electorate
from evaluations.models import Survey, SurveyCount, SurveyTurn
from evaluations.rules.survey.counting import LEAST, Count, mean
from evaluations.views.survey.words import result_words, state_words

COLUMNS: list[Column] = [
    {"label": "Cơ quan"},
    {"label": "Tháng"},
    {"label": "Nhận phiếu"},
    {"label": "Trạng thái"},
    {"label": "Kết quả"},
    {"label": "Dấu khóa"},
]
RESULT_COLUMNS: list[Column] = [
    {"label": "Câu hỏi"},
    {"label": "Số phiếu trả lời", "num": True},
    {"label": "Điểm trung bình (1–5)", "num": True},
]


def _named(user: Any) -> Any:
    """Surveys that the person may read, with ``agency_name`` as the agency is called now."""
    names = AgencyVersion.objects.as_of(clock.today()).filter(agency=OuterRef("agency"))
    surveys = Survey.objects.visible_to(user, clock.today()).defer("private_key")
    return surveys.select_related("period").annotate(agency_name=Subquery(names.values("short_name")[:1]))


@never_cache
@require_safe
def survey_list(request: HttpRequest) -> HttpResponse:
    """The surveys that the person may answer, and those whose key and result they may read."""
    user: Any = request.user
    page = page_of(request, _named(user).order_by("-period__starts_on", "agency_name", "pk"))
    today = clock.today()
    counts: dict[int, list[SurveyCount]] = {}
    for one in SurveyCount.objects.filter(survey__in=[row.pk for row in page]).order_by("criterion"):
        counts.setdefault(one.survey_id, []).append(one)
    works = {held.rated_agency_id for held in scope_of(user, today).workplaces}
    own = _named(user).filter(agency__in=works - {None}).open_on(today).order_by("-period__starts_on", "pk")
    context = {
        "page": page,
        "columns": COLUMNS,
        "rows": [_row(row, counts.get(row.pk, [])) for row in page],
        "to_answer": [row for row in own if may(user, "survey.answer", row)],
        "may_open": bool(may(user, "survey.open")),
    }
    return render(request, "survey/list.html", context)


def _row(survey: Any, counts: list[SurveyCount]) -> Row:
    return [
        {
            "text": survey.agency_name or "—",
            "url": reverse("survey_detail", args=[survey.pk]),
            "header": True,
        },
        {"text": survey.period.label},
        {"text": f"{format_day(survey.opens_on)} – {format_day(survey.closes_on)}"},
        {"text": state_words(survey, clock.today())[1]},
        {"text": result_words(survey, counts)},
        {"text": fingerprint(survey.public_key) if survey.public_key else "Đang tạo", "class": "survey-key"},
    ]


@never_cache
@require_safe
def survey_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a ballot and cast it, or read why not and what came of the survey."""
    user: Any = request.user
    survey = get_object_or_404(_named(user), pk=pk)
    today = clock.today()
    asked = asked_by(survey)
    answers = may(user, "survey.answer", survey)
    counts = {
        one.criterion: Count(one.criterion, one.answers, one.marks)
        for one in SurveyCount.objects.filter(survey=survey).order_by("criterion")
    }
    people = electorate(survey.agency_id, today)
    kind, words = state_words(survey, today)
    context = {
        "survey": survey,
        "asked": asked,
        "marks": range(1, 6),
        "is_open": survey.is_open_on(today),
        "may_answer": bool(answers),
        "why_not": answers.reason if isinstance(answers, Denied) else "",
        "has_turn": SurveyTurn.objects.filter(survey=survey, staff=user.staff_id).exists(),
        "key": fingerprint(survey.public_key) if survey.public_key else "",
        "kind": kind,
        "state": words,
        "least": LEAST,
        "too_few": people < LEAST,
        "people": format_integer(people),
        "columns": RESULT_COLUMNS,
        "rows": [_result(one.statement, one.code, counts.get(one.code)) for one in asked],
        "trail": [("Khảo sát ẩn danh", reverse("survey_list")), (survey.agency_name or "", "")],
    }
    return render(request, "survey/detail.html", context)


def _result(statement: str, code: str, count: Count | None) -> Row:
    head = {"text": f"{code} {statement}", "header": True}
    if count is None:
        return [head, {"text": f"Chưa đủ {LEAST} phiếu", "colspan": 2}]
    figure = mean(count)
    return [
        head,
        {"text": format_integer(count.answers), "num": True, "value": count.answers},
        {"text": format_points(figure), "num": True, "value": figure},
    ]
